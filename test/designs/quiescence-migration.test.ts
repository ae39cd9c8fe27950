/** R12 with migration and snapshots: a slot is at rest after a load, never during one, and a CPU that a load has unrealized is at rest too. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { and, at, exists, not, type Expr } from '../../checker/model/expression.ts';
import type { Property } from '../../checker/model/property.ts';
import { withProperties } from '../../checker/model/variation.ts';
import { decide } from '../../checker/reduce/decide.ts';
import { occupied } from '../../invariants/when.ts';
import { plugged } from '../../machines/conditions.ts';
import { loading, phase } from '../../machines/migration/phases.ts';
import { virt } from '../../machines/virt.ts';
import { BOOT_HOT } from './boot-hot.ts';

const unrealized = exists('x', 'incarnation', and(at('slot', ['i'], 'cpu.o{x}'), at('object', ['i', 'x'], 'life.unrealized')));
const loaded = phase('loaded');
const MET: Readonly<Record<string, Expr>> = {
  'plugged, when a stream is loaded': and(loaded, plugged('i')),
  'empty, when a stream is loaded': and(loaded, not(occupied('i'))),
  'with a CPU that was unrealized, when a stream is loaded': and(loaded, unrealized),
  'with a CPU that was unrealized, while the VM runs': and(at('runstate', [], 'running'), unrealized),
  'while a migration is active': and(phase('active'), plugged('i')),
  'in a destination that waits': and(phase('incoming'), plugged('i')),
};
const NEVER: Readonly<Record<string, Expr>> = {
  'between two sections': loading,
  'while a CPU is unrealized by a load': at('main', [], 'joining', 'joiningSnapshot'),
  'in the middle of a loadvm': at('main', [], 'loadvmPausing', 'loadvmGap', 'loadvm'),
};

describe('with migration and snapshots a slot is quiescent', () => {
  const outcomes = new Map<string, string>();

  before(async () => {
    const base = virt('base', { ...BOOT_HOT, migrate: { to: 'any', snapshot: true } }, []);
    const ask = ([text, expr]: [string, Expr]): Property => ({ id: text, text, source: 'R12', kind: 'sometimes', expr: exists('i', 'slot', and(at('kind', ['i'], 'hot'), base.quiescence!.expr, expr)) });
    const found = await decide(compose(withProperties([...Object.entries(MET), ...Object.entries(NEVER)].map(ask))(base)), { coverage: false });
    assert.ok(found.complete, found.reason?.text);
    for (const v of found.verdicts) outcomes.set(v.id, v.outcome);
  });

  for (const text of Object.keys(MET)) it(text, () => assert.equal(outcomes.get(text), 'satisfied'));
  for (const text of Object.keys(NEVER)) it(`never ${text}`, () => assert.equal(outcomes.get(text), 'unreached'));
});
