/** A small run record that has one of everything a report must show. */
import type { ConfigurationRun, PropertyRun, RunRecord } from '../../checker/record/run-record.ts';
import type { Trace } from '../../checker/record/trace.ts';

export const trace: Trace = {
  design: 'sample',
  configuration: 'tcg-hostile',
  property: 'NoDanglingLink',
  kind: 'counterexample',
  part: 'i=1',
  text: 'No link names a freed object; #1 of "all".',
  source: 'Q.I14',
  claim: 'gic[1].cpu != dangling',
  initial: [
    { instance: 'slot[0]', state: 'plugged' },
    { instance: 'slot[1]', state: 'plugged' },
    { instance: 'gic[1]', state: 'cpu.live irq.wired' },
  ],
  steps: [
    {
      label: 'guest.EJ0(1)',
      action: 'guest.EJ0',
      process: 'vcpu[0]',
      cause: 'guest',
      fn: 'cpu_hotplug_wr',
      source: 'hw/acpi/cpu.c:120',
      changes: [
        { instance: 'slot[1]', region: '', from: 'plugged', to: 'empty' },
        { instance: 'gic[1]', region: 'cpu', from: 'live', to: 'dangling' },
      ],
      after: [
        { instance: 'slot[1]', state: 'empty' },
        { instance: 'gic[1]', state: 'cpu.dangling irq.wired' },
      ],
    },
    { label: 'vcpu[0].read(1)', action: 'vcpu.read', process: 'vcpu[0]', cause: 'guest', fn: '', source: '', changes: [], after: [] },
  ],
};

const property = (id: string, verdict: PropertyRun['verdict'], more: Partial<PropertyRun> = {}): PropertyRun => ({ id, verdict, unexercised: [], parts: [''], ...more });

const configuration = (id: string, guest: string, properties: PropertyRun[], more: Partial<ConfigurationRun> = {}): ConfigurationRun => ({
  id,
  title: `${guest} guest`,
  tier: 'quick',
  labels: { accel: 'tcg', guest, operator: 'any' },
  complete: true,
  bounds: [], slices: [],
  distinct: 1234567,
  generated: 2345678,
  depth: 31,
  properties,
  actions: [
    { name: 'guest.EJ0', taken: guest === 'hostile' ? 12 : 0 },
    { name: 'vcpu.never', taken: 0 },
  ],
  components: [{ name: 'gic', states: { used: ['cpu.live'], unused: guest === 'hostile' ? ['cpu.freed', 'cpu.dangling'] : [] }, events: { used: guest === 'hostile' ? ['unplug'] : [], unused: guest === 'hostile' ? [] : ['unplug'] }, transitions: { used: [], unused: [] } }],
  ...more,
});

const fact = (id: string, kind: 'always' | 'sometimes' | 'whenQuiescent', source: string) => ({ id, kind, text: `Says ${id}.`, source, scope: '' });

export const record: RunRecord = {
  format: 'vcpuhp-run',
  version: 1,
  tool: 'vcpuhp 0.0.0',
  tier: 'quick',
  interrupted: false,
  designs: [
    {
      name: 'sample',
      reference: 'sample',
      title: 'A design that has one of everything',
      source: 'by hand',
      file: 'designs/sample.ts',
      places: { 'guest.EJ0': { file: 'machines/slot.ts', line: 12 } },
      expected: ['NoDanglingLink', 'NeverHappens'],
      reasons: { NoDanglingLink: 'B02, B03' },
      unused: { 'action vcpu.never': 'nobody calls it', 'state gic cpu.d*': 'B02 is mended', 'event gic gone': 'it was here once' },
      part: false,
      whole: true,
      properties: [
        fact('PresentAlwaysOne', 'always', 'Q.I1'),
        fact('NoDanglingLink', 'always', 'Q.I14'),
        fact('MaskedOne', 'always', 'Q.I15 | K.P4'),
        fact('PlugIsPossible', 'sometimes', 'R12'),
        fact('NeverHappens', 'sometimes', 'R12'),
        fact('QuietIsClean', 'whenQuiescent', 'Q.I20'),
      ],
      configurations: [
        configuration('tcg-hostile', 'hostile', [
          property('PresentAlwaysOne', 'holds'),
          property('NoDanglingLink', 'violated', { depth: 2, trace }),
          property('MaskedOne', 'violated', { depth: 9, behind: ['NoDanglingLink'] }),
          property('PlugIsPossible', 'holds', { depth: 4 }),
          property('NeverHappens', 'violated'),
          property('QuietIsClean', 'holds', { parts: ['i=0', 'i=1'], unexercised: ['i=0', 'i=1'] }),
        ]),
        configuration(
          'tcg-linux',
          'linux',
          [
            property('PresentAlwaysOne', 'holds'),
            property('NoDanglingLink', 'holds'),
            property('PlugIsPossible', 'violated'),
            property('NeverHappens', 'violated'),
            property('QuietIsClean', 'holds', { parts: ['i=0', 'i=1'], unexercised: ['i=1'] }),
          ],
          { distinct: 99, generated: 100, depth: 7 },
        ),
      ],
    },
  ],
};
