/** A mutant is judged in every configuration that has it; in each it has to be the change that its id says. */
import assert from 'node:assert/strict';
import { createMachine } from 'xstate';
import { compose } from '../../checker/compile/compose.ts';
import type { Configuration } from '../../checker/model/design.ts';
import { and, at, not, ref } from '../../checker/model/expression.ts';
import type { Ir } from '../../checker/model/ir.ts';
import { choose, send, type Component, type System } from '../../checker/model/system.ts';
import { mutantsOf } from '../../checker/mutate/run.ts';
import { configuration, worker } from './worker.ts';

const bell = (states: Record<string, Record<string, string>>, more: Partial<Component> = {}): Component => ({
  name: 'bell', doc: '', source: '', index: [], file: import.meta.url,
  machine: () => createMachine({ id: 'bell', initial: 'still', states: Object.fromEntries(Object.entries(states).map(([s, on]) => [s, { on }])) }),
  joins: [{ action: 'worker.begin', effects: [choose(ref('bell'), { when: at('lamp', [], 'on'), event: 'ring twice' }, { event: 'ring once' })] }],
  ...more,
});
const small: System = { ...worker, components: [...worker.components, bell({ still: { 'ring once': 'rings', 'ring twice': 'rings' }, rings: { 'ring once': 'rings', 'ring twice': 'still' } })] };
/** More joins before, states and events in another order, and a conjunct that asks for more. */
const large: System = {
  ...worker,
  components: [
    { ...bell({ still: { set: 'rings' }, rings: { set: 'still' } }), name: 'horn', joins: [{ action: 'worker.begin', effects: [send(ref('horn'), 'set')] }] },
    ...worker.components,
    bell({ broken: { 'be mended': 'still', 'ring twice': 'broken', 'ring once': 'broken' }, rings: { 'ring twice': 'still', 'ring once': 'rings' }, still: { 'ring twice': 'rings', 'ring once': 'rings' } }),
  ],
  actions: worker.actions.map((a) => (a.event === 'switch' ? { ...a, when: { flagged: and(at('flag', [], 'yes'), at('worker', [], 'busy')) } } : a)),
};
const of = (id: string, system: System): Configuration => ({ ...configuration, id, system: () => system });
const CONFIGURATIONS = { small: of('small', small), large: of('large', large) };

const applied = (system: System, all: ReturnType<typeof mutantsOf>, id: string): Ir => {
  const { change } = all.find((x) => x.mutant.id === id)!.mutant;
  return change.of === 'ir' ? change.apply(compose(system)) : compose(change.apply(system));
};
const without = ({ tables, instances, actions }: Ir) => ({ tables, instances, actions });

describe('a mutant of several configurations', () => {
  const both = mutantsOf([CONFIGURATIONS.small, CONFIGURATIONS.large]);
  const alone = { small: mutantsOf([CONFIGURATIONS.small]), large: mutantsOf([CONFIGURATIONS.large]) };
  it('is in each what it is where there are no others', () => {
    let several = 0;
    for (const { mutant, configurations } of both) {
      if (configurations.length > 1) several++;
      for (const c of configurations as ('small' | 'large')[]) {
        const system = CONFIGURATIONS[c].system();
        assert.deepEqual(without(applied(system, both, mutant.id)), without(applied(system, alone[c], mutant.id)), `${mutant.id} in ${c}`);
      }
    }
    assert.ok(several > 30);
  });
  it('drops the event, the transition and the field that it names, and negates the conjunct that is there', () => {
    const sends = (id: string): string[] => {
      const { actions, instances } = applied(large, both, id);
      return actions.find((a) => a.name === 'worker.begin')!.effects.map((f) => `${instances[f.instance]!.name} ${f.cases.length}`);
    };
    assert.deepEqual(sends('drop-event worker.begin bell joined'), ['worker 1', 'flag 1', 'horn 1']);
    assert.deepEqual(sends('drop-field worker.begin bell joined'), ['worker 1', 'flag 1', 'horn 1', 'bell 1']);
    const bellOf = (id: string) => applied(large, both, id).tables.find((t) => t.component === 'bell')!;
    const { states, events, next } = bellOf('drop-transition bell rings ring twice');
    assert.equal(states[next[events.indexOf('ring twice')]![states.indexOf('rings')]!], 'rings');
    const negated: System = { ...large, actions: large.actions.map((a) => (a.event === 'switch' ? { ...a, when: { flagged: not(a.when['flagged']!) } } : a)) };
    assert.deepEqual(applied(large, both, 'negate-conjunct env.switch flagged').actions, compose(negated).actions);
  });
});
