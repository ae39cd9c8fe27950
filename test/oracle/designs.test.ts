/**
 * R15 on the real model: small parts of rfc-v5, explored by the engine and by the naive explorer, state for state and step
 * for step. Together they take every action of the design. The smallest also go through @xstate/graph.
 */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import type { System } from '../../checker/model/system.ts';
import { dropAction, dropComponent, vary, type Variation } from '../../checker/model/variation.ts';
import { naive } from '../../checker/oracle/naive.ts';
import { design } from '../../designs/rfc-v5.ts';
import type { VirtOptions } from '../../machines/sorts.ts';
import { virt } from '../../machines/virt.ts';
import { engineGraph } from '../explore/engine-graph.ts';
import { assertAgreement, assertSameGraph } from './agreement.ts';

const drop = (...names: string[]): Variation[] => names.map(dropComponent);
const noFlags = [dropAction('vcpu.next_event'), dropAction('vcpu.next_event_none'), ...drop('inserting', 'removing', 'fwRemove')];

const part = (options: Partial<VirtOptions>, ...variations: readonly Variation[]): System =>
  vary(
    { ...virt('part', { slots: ['boot', 'hot'], operator: 'documented', reset: false, stop: false, passive: false, incarnations: 1, ...options }, []), companions: [], properties: [] },
    'part',
    ...variations,
  );

const SMALLEST: readonly System[] = [
  part({ slots: ['boot'], reset: true, stop: true }),
  part({ slots: ['boot'], passive: true }, ...drop('ost')),
  part({ slots: ['boot'], passive: true }, ...drop('ged', 'asked')),
];
const SMALL: readonly System[] = [
  part({}),
  part({ operator: 'any' }, ...noFlags),
  part({ reset: true, stop: true }, ...noFlags),
  part({ incarnations: 2 }, ...noFlags, dropAction('vcpu.eject_self')),
  part({ passive: true }, ...noFlags, ...drop('command', 'ost', 'asked', 'wires', 'resetList', 'bootInfo')),
];

describe('the model and its oracles', () => {
  const taken = new Set<string>();
  const note = (system: System, counts: readonly number[]): void => {
    const ir = compose(system);
    counts.forEach((n, i) => n > 0 && taken.add(ir.actions[i]!.name));
  };

  SMALLEST.forEach((system, k) =>
    it(`agrees with XState three ways, smallest part ${k + 1}`, async () => note(system, (await assertAgreement(system)).result.taken)),
  );
  SMALL.forEach((system, k) =>
    it(`agrees with the naive explorer, part ${k + 1}`, async () => {
      const engine = await engineGraph(compose(system));
      assertSameGraph(engine, naive(system));
      note(system, engine.result.taken);
    }),
  );
  it('between them the parts take every action of rfc-v5', () => {
    const families = new Set(design.configurations.flatMap((c) => (c.tier === 'quick' ? compose(c.system()).actions.map((a) => a.name) : [])));
    assert.deepEqual(
      [...families].filter((name) => !taken.has(name)),
      [],
    );
  });
});
