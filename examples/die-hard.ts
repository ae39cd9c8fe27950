/** The jugs of Die Hard: measure four gallons with a jug of five and a jug of three. Data-dependent effects by cases. */
import { createMachine } from 'xstate';
import type { Design } from '../checker/model/design.ts';
import { and, at, eq, not, ref, value, type Expr } from '../checker/model/expression.ts';
import { choose, send, type Action, type Component, type Effect, type System } from '../checker/model/system.ts';

const SOURCE = 'tlaplus/Examples: DieHard';
const SIZES = { small: 3, big: 5 } as const;
type Jug = keyof typeof SIZES;
const levels = (jug: Jug): number[] => Array.from({ length: SIZES[jug] + 1 }, (_, n) => n);

const jug = (name: Jug): Component => ({
  name,
  doc: `The jug of ${SIZES[name]} gallons; its state is how much is in it`,
  source: SOURCE,
  index: [],
  file: import.meta.url,
  machine: () => {
    const on = Object.fromEntries(levels(name).map((n) => [`hold ${n}`, String(n)]));
    return createMachine({ id: name, initial: '0', states: Object.fromEntries(levels(name).map((n) => [String(n), { on }])) });
  },
});

const holds = (of: Jug, n: number): Expr => eq(value(of, []), n);
const act = (event: string, ...effects: Effect[]): Action => ({ component: 'hero', index: [], event, params: [], process: 'hero', when: {}, effects, fn: event, source: SOURCE });

/** Pour one jug into the other until one is empty or the other full. */
const pour = (event: string, from: Jug, to: Jug): Action => {
  const cases = levels(from).flatMap((f) => levels(to).map((t) => ({ when: and(holds(from, f), holds(to, t)), moved: Math.min(f, SIZES[to] - t), f, t })));
  return act(
    event,
    choose(ref(from), ...cases.map(({ when, moved, f }) => ({ when, event: `hold ${f - moved}` }))),
    choose(ref(to), ...cases.map(({ when, moved, t }) => ({ when, event: `hold ${t + moved}` }))),
  );
};

export const dieHard = (): System => ({
  name: 'die-hard',
  sorts: {},
  components: [jug('small'), jug('big')],
  actions: [
    act('FillSmall', send(ref('small'), 'hold 3')),
    act('FillBig', send(ref('big'), 'hold 5')),
    act('EmptySmall', send(ref('small'), 'hold 0')),
    act('EmptyBig', send(ref('big'), 'hold 0')),
    pour('SmallToBig', 'small', 'big'),
    pour('BigToSmall', 'big', 'small'),
  ],
  properties: [
    { id: 'BigNeverHoldsFour', text: 'The puzzle has no solution; the counterexample is the solution.', source: SOURCE, kind: 'always', expr: not(at('big', [], '4')) },
    { id: 'BigCanHoldFour', text: 'The puzzle can be solved.', source: SOURCE, kind: 'sometimes', expr: at('big', [], '4') },
  ],
});

export const design: Design = {
  name: 'die-hard',
  title: 'The jugs of Die Hard',
  source: SOURCE,
  configurations: [{ id: 'die-hard', title: 'jugs of 3 and 5 gallons', tier: 'quick', labels: {}, system: dieHard }],
  violates: ['BigNeverHoldsFour'],
};
