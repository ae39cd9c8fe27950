/** Dining philosophers: each takes the fork at its left, then the one at its right, eats, and puts both back. */
import { createMachine } from 'xstate';
import type { Design } from '../checker/model/design.ts';
import { and, at, awaited, eq, lt, not, or, ref, type Expr } from '../checker/model/expression.ts';
import type { Fairness } from '../checker/model/fairness.ts';
import { choose, send, type Action, type Component, type Effect, type System } from '../checker/model/system.ts';

const SOURCE = 'Dijkstra, EWD 310 (1971); Chandy and Misra 1984, section 1';

const philosopher: Component = {
  name: 'philosopher',
  doc: 'Thinks, is hungry with no fork, holds its first fork, eats',
  source: SOURCE,
  index: ['place'],
  file: import.meta.url,
  machine: () =>
    createMachine({
      id: 'philosopher',
      initial: 'thinking',
      states: { thinking: { on: { hunger: 'hungry' } }, hungry: { on: { take: 'holding' } }, holding: { on: { take: 'eating' } }, eating: { on: { done: 'thinking' } } },
    }),
};

const fork: Component = {
  name: 'fork',
  doc: 'The fork at the left of place p: on the table, or with the philosopher at place h',
  source: SOURCE,
  index: ['place'],
  file: import.meta.url,
  machine: ({ place: n = 1 }) => {
    const places = Array.from({ length: n }, (_, k) => k);
    const by = Object.fromEntries(places.map((h) => [`taken by ${h}`, `with${h}`]));
    return createMachine({ id: 'fork', initial: 'table', states: { table: { on: by }, ...Object.fromEntries(places.map((h) => [`with${h}`, { on: { put: 'table' } }])) } });
  },
};

const me = (state: string): Expr => at('philosopher', ['p'], state);
/** Fork `f` lies on the table; whoever holds it is waited for. */
const free = (f: string): Expr => awaited(at('fork', [f], 'table'), { process: 'philosopher[{h}]', bind: { h: 'place' }, where: at('fork', [f], 'with{h}') });
const params = ['p', 'f', 'g'].map((name) => ({ name, sort: 'place' }));

/** `ordered`: everybody takes the fork with the smaller number first, which no cycle of waits survives. */
export const diningPhilosophers = (n: number, ordered: boolean): System => {
  const follows = (a: string, b: string): Expr => or(...Array.from({ length: n }, (_, k) => and(eq(a, k), eq(b, (k + 1) % n))));
  const left = and(eq('f', 'p'), follows('p', 'g'));
  const right = and(eq('g', 'p'), follows('p', 'f'));
  const order = ordered ? and(or(left, right), lt('f', 'g')) : left;
  const act = (event: string, when: Record<string, Expr>, ...effects: Effect[]): Action => ({
    component: 'philosopher', index: ['p'], event, params, where: order, process: 'philosopher[{p}]', when, effects: [send(ref('philosopher', ['p']), event.startsWith('take') ? 'take' : event), ...effects], fn: event, source: SOURCE,
  });
  const take = (f: string): Effect => choose(ref('fork', [f]), ...Array.from({ length: n }, (_, k) => ({ when: eq('p', k), event: `taken by ${k}` })));
  // A fork that is put back again and again comes to whoever waits for it; without that a neighbour could take it each time.
  const fair: readonly Fairness[] = [{ weak: 'philosopher[*]' }, { strong: { action: 'philosopher.take_second', args: { p: '*' } } }];
  return {
    name: `dining-philosophers ${n}${ordered ? ', ordered' : ''}`,
    sorts: { place: n },
    components: [philosopher, fork],
    actions: [
      { component: 'philosopher', index: ['p'], event: 'hunger', params: [params[0]!], process: 'philosopher[{p}]', cause: 'guest', when: { thinking: me('thinking') }, effects: [send(ref('philosopher', ['p']), 'hunger')], fn: 'hunger', source: SOURCE },
      act('take_first', { hungry: me('hungry'), free: free('f') }, take('f')),
      act('take_second', { holding: me('holding'), free: free('g') }, take('g')),
      act('done', { eating: me('eating') }, send(ref('fork', ['f']), 'put'), send(ref('fork', ['g']), 'put')),
    ],
    properties: [
      { id: 'NeverDead', text: 'Somebody can always move.', source: SOURCE, kind: 'dead' },
      { id: 'EveryMealEnds', text: 'Whoever holds a fork thinks again some time.', source: SOURCE, kind: 'leadsTo', bind: { p: 'place' }, from: me('holding'), to: me('thinking'), fairness: fair },
      { id: 'TableCanBeCleared', text: 'All forks can be brought back to the table.', source: SOURCE, kind: 'recoverable', goal: { op: 'forall', bind: 'f', sort: 'place', e: at('fork', ['f'], 'table') }, by: ['philosopher[*]'] },
      { id: 'AllAreHungry', text: 'All wait for a fork at a time.', source: SOURCE, kind: 'sometimes', expr: not({ op: 'exists', bind: 'p', sort: 'place', e: me('thinking') }) },
    ],
  };
};

const configurations = (ordered: boolean): Design['configurations'] =>
  [2, 3, 4].map((n) => ({ id: `place-${n}`, title: `${n} places`, tier: 'quick', labels: { places: String(n) }, system: () => diningPhilosophers(n, ordered) }));

export const design: Design = {
  name: 'dining-philosophers',
  title: 'Dining philosophers, each with the left fork first',
  source: SOURCE,
  configurations: configurations(false),
  violates: ['NeverDead', 'EveryMealEnds', 'TableCanBeCleared'],
};
