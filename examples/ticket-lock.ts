/** A ticket lock: take a number, wait until it is served. Numbers are compared by their values, modulo the tickets. */
import { createMachine } from 'xstate';
import type { Design } from '../checker/model/design.ts';
import { at, count, eq, implies, le, next, not, ref, taken, value, exists, forall, type Expr } from '../checker/model/expression.ts';
import { choose, send, type Action, type Component, type Effect, type System } from '../checker/model/system.ts';

const SOURCE = 'Mellor-Crummey and Scott 1991, section 2.2';

const wheel = (name: string, doc: string): Component => ({
  name,
  doc,
  source: SOURCE,
  index: [],
  file: import.meta.url,
  machine: ({ ticket: n = 1 }) =>
    createMachine({ id: name, initial: '0', states: Object.fromEntries(Array.from({ length: n }, (_, k) => [String(k), { on: { turn: String((k + 1) % n) } }])) }),
});

const process: Component = {
  name: 'process',
  doc: 'Idle, waiting with a ticket, or in its critical section',
  source: SOURCE,
  index: ['process'],
  file: import.meta.url,
  machine: ({ ticket: n = 1 }) => {
    const tickets = Array.from({ length: n }, (_, k) => String(k));
    return createMachine({
      id: 'process',
      initial: 'idle',
      states: {
        idle: { on: Object.fromEntries(tickets.map((t) => [`take ${t}`, `waiting.${t}`])) },
        waiting: { initial: '0', states: Object.fromEntries(tickets.map((t) => [t, {}])), on: { enter: 'critical' } },
        critical: { on: { leave: 'idle' } },
      },
    });
  },
};

const act = (event: string, when: Record<string, Expr>, ...effects: Effect[]): Action => ({
  component: 'process', index: ['p'], event, params: [{ name: 'p', sort: 'process' }], process: 'process[{p}]', when, effects, fn: event, source: SOURCE,
});
const me = (state: string): Expr => at('process', ['p'], state);

/** `tickets` fewer than processes make two of them hold the same number. */
export const ticketLock = (processes: number, tickets = processes): System => ({
  name: `ticket-lock ${processes},${tickets}`,
  sorts: { process: processes, ticket: tickets },
  components: [wheel('dispenser', 'The ticket handed out next'), wheel('serving', 'The ticket being served'), process],
  actions: [
    act(
      'take',
      { idle: me('idle') },
      choose(ref('process', ['p']), ...Array.from({ length: tickets }, (_, k) => ({ when: at('dispenser', [], String(k)), event: `take ${k}` }))),
      send(ref('dispenser'), 'turn'),
    ),
    act('enter', { waiting: me('waiting'), served: eq(value('process', ['p'], 'waiting'), value('serving', [])) }, send(ref('process', ['p']), 'enter')),
    act('leave', { critical: me('critical') }, send(ref('process', ['p']), 'leave'), send(ref('serving'), 'turn')),
  ],
  properties: [
    { id: 'MutualExclusion', text: 'At most one process is in its critical section.', source: SOURCE, kind: 'always', expr: le(count('p', 'process', me('critical')), 1) },
    {
      id: 'TicketsAreDistinct', text: 'No two processes wait with the same ticket.', source: SOURCE, kind: 'always',
      expr: forall('t', 'ticket', le(count('p', 'process', at('process', ['p'], 'waiting.{t}')), 1)),
    },
    {
      id: 'OnlyLeavingServesTheNext', text: 'The ticket served changes only when a process leaves.', source: SOURCE, kind: 'step',
      expr: forall('t', 'ticket', implies(not(taken('process.leave')), implies(at('serving', [], '{t}'), next(at('serving', [], '{t}'))))),
    },
    { id: 'NeverDead', text: 'Some process can always move.', source: SOURCE, kind: 'dead' },
    { id: 'NobodyWaitsForEver', text: 'A process that waits can still move.', source: SOURCE, kind: 'stuck', process: 'process[{p}]', bind: { p: 'process' }, inside: me('waiting') },
    {
      id: 'EveryTicketIsServed', text: 'Whoever takes a ticket gets into its critical section.', source: SOURCE, kind: 'leadsTo', bind: { p: 'process' },
      from: me('waiting'), to: me('critical'), fairness: [{ weak: 'process[*]' }],
    },
    { id: 'SomebodyRests', text: 'The lock is idle again and again; meant to fail: the next one waits before the last one leaves.', source: SOURCE, kind: 'alwaysEventually', expr: forall('p', 'process', me('idle')), fairness: [{ weak: 'process[*]' }] },
    { id: 'AllCanWait', text: 'All but one process wait at a time.', source: SOURCE, kind: 'sometimes', expr: exists('q', 'process', forall('p', 'process', implies(not(eq('p', 'q')), me('waiting')))) },
  ],
});

export const design: Design = {
  name: 'ticket-lock',
  title: 'A ticket lock with as many tickets as processes',
  source: SOURCE,
  configurations: [2, 3, 4].map((n) => ({ id: `process-${n}`, title: `${n} processes`, tier: 'quick', labels: { processes: String(n) }, system: () => ticketLock(n) })),
  violates: ['SomebodyRests'],
};
