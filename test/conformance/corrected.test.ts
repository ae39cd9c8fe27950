/** Recordings without a defect are behaviours of `corrected` too (R14); those that show one are not. */
import assert from 'node:assert/strict';
import { conform } from '../../checker/conform/conform.ts';
import { choiceOf, configurationOf, mappingOf } from '../../checker/conform/setup.ts';
import { Subject } from '../../checker/conform/subject.ts';
import { mappings, outside } from '../../conformance/index.ts';
import { design as corrected } from '../../designs/corrected.ts';
import { recordingOf } from './corpus.ts';

const ACCEPTED = ['r01-initial', 'r02-orderly', 'r03-on-without-ack', 'r09-write-combos', 'r13-get-next', 'r15-refuse', 'r16-psci-unplugged', 'r17-ost', 'r18-sizes', 'r22-cycles', 'r24-paused'];
/** Recording, the entry that it shows, the line at which `corrected` parts from it. */
const REJECTED: readonly (readonly [string, string, RegExp])[] = [
  ['r04-eject-running', 'B07', /eject/],
  ['r05-eject-unrequested', 'B05', /eject/],
  ['r11-eject-cold', 'B05', /eject/],
  ['r12-fw-remove', 'B12', /cpuhp_acpi_cpu_has_events/],
  ['r19-self-eject', 'B06b', /eject/],
  ['r27-migrate-extra', 'B16', /./],
  ['r30-migrate-cli', 'B18', /cold_booted/],
  // The MADT lines of the kernel's log.
  ['linux/b-plug-online', 'B19', /./],
];

const held = (name: string) => {
  const recording = recordingOf(name);
  const mapping = mappingOf(recording, mappings);
  return conform(recording, mapping, outside, new Subject(configurationOf(corrected, choiceOf(recording, mapping).labels).system()));
};

describe('conformance: corrected', () => {
  for (const name of ACCEPTED)
    it(`accepts ${name}`, () => {
      const o = held(name);
      assert.equal(o.verdict, 'accepted', JSON.stringify(o.rejection, null, 1));
    });
  for (const [name, entry, line] of REJECTED)
    it(`rejects ${name}, which shows ${entry}`, () => {
      const o = held(name);
      assert.equal(o.verdict, 'rejected');
      assert.match(JSON.stringify(o.rejection), line);
    });
});
