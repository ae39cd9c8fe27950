/**
 * A lock for any number of processes, in three ways: `owner` says who holds it, `bit` only that somebody does, and `broken` tests
 * it in one step and takes it in another. `vcpuhp prove` decides each for all numbers of processes (docs/any-n.md).
 */
import { createMachine } from 'xstate';
import type { Configuration, Design } from '../checker/model/design.ts';
import { at, count, forall, implies, le, next, not, ref, taken, type Expr } from '../checker/model/expression.ts';
import type { Property } from '../checker/model/property.ts';
import { send, type Action, type Component, type Effect, type System } from '../checker/model/system.ts';

const SOURCE = 'textbook';
type Way = 'owner' | 'bit' | 'broken';

const lock = (way: Way): Component => ({
  name: 'lock',
  doc: 'free, or held',
  source: SOURCE,
  index: [],
  file: import.meta.url,
  machine: ({ process: n = 1 }) => {
    const holders = way === 'owner' ? Array.from({ length: n }, (_, k) => `by${k}`) : ['somebody'];
    const on = { ...Object.fromEntries(holders.map((h) => [`take ${h}`, h])), give: 'free' };
    return createMachine({ id: 'lock', initial: 'free', states: Object.fromEntries(['free', ...holders].map((s) => [s, { on }])) });
  },
});

const process: Component = {
  name: 'process',
  doc: 'outside, has seen the lock free, or in its critical section',
  source: SOURCE,
  index: ['process'],
  file: import.meta.url,
  machine: () => createMachine({ id: 'process', initial: 'outside', states: { outside: { on: { look: 'seen', enter: 'critical' } }, seen: { on: { enter: 'critical' } }, critical: { on: { leave: 'outside' } } } }),
};

const me = (state: string): Expr => at('process', ['p'], state);
const act = (event: string, when: Record<string, Expr>, ...effects: Effect[]): Action => ({ component: 'process', index: ['p'], event, params: [{ name: 'p', sort: 'process' }], process: 'process[{p}]', when, effects, fn: event, source: SOURCE });
const free = at('lock', [], 'free');

const actions = (way: Way): Action[] => {
  const take = send(ref('lock'), way === 'owner' ? 'take by{p}' : 'take somebody');
  const enter = way === 'broken' ? [act('look', { outside: me('outside'), free }, send(ref('process', ['p']), 'look')), act('enter', { seen: me('seen') }, send(ref('process', ['p']), 'enter'), take)] : [act('enter', { outside: me('outside'), free }, send(ref('process', ['p']), 'enter'), take)];
  return [...enter, act('leave', { critical: me('critical') }, send(ref('process', ['p']), 'leave'), send(ref('lock'), 'give'))];
};

const properties: readonly Property[] = [
  { id: 'MutualExclusion', text: 'At most one process is in its critical section.', source: SOURCE, kind: 'always', expr: le(count('p', 'process', me('critical')), 1) },
  { id: 'LockIsHeldInside', text: 'While a process is in its critical section the lock is not free.', source: SOURCE, kind: 'always', expr: forall('p', 'process', implies(me('critical'), not(free))) },
  { id: 'OnlyLeavingFrees', text: 'Only a process that leaves frees the lock.', source: SOURCE, kind: 'step', expr: implies(not(taken('process.leave')), implies(not(free), not(next(free)))) },
];

/** The lock with `n` processes. */
export const spinLock = (way: Way, n: number): System => ({ name: `spin-lock ${way} ${n}`, sorts: { process: n }, components: [lock(way), process], actions: actions(way), properties });

const configuration = (way: Way, title: string): Configuration => ({ id: way, title, tier: 'quick', labels: { way }, system: () => spinLock(way, 3), family: { sort: 'process', system: (n) => spinLock(way, n) } });

export const design: Design = {
  name: 'spin-lock',
  title: 'A lock for any number of processes',
  source: SOURCE,
  configurations: [configuration('owner', 'the lock names its owner'), configuration('bit', 'the lock is one bit'), configuration('broken', 'the lock is tested and taken in two steps')],
  violates: ['MutualExclusion', 'LockIsHeldInside'],
};
