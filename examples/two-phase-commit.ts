/** Two-phase commit: a transaction manager and N resource managers that talk by messages which are never lost. */
import { createMachine } from 'xstate';
import type { Design } from '../checker/model/design.ts';
import { and, at, exists, forall, not, ref, type Expr } from '../checker/model/expression.ts';
import { send, type Action, type Component, type Effect, type Param, type System } from '../checker/model/system.ts';

const SOURCE = 'tlaplus/Examples: transaction_commit/TwoPhase';
const RM: Param = { name: 'r', sort: 'rm' };
const rm = (...states: string[]): Expr => at('rm', ['r'], ...states);
const tmInit = at('tm', [], 'init');

/** A fact that, once true, stays true. */
const once = (name: string, doc: string, index: readonly string[]): Component => ({
  name,
  doc,
  source: SOURCE,
  index,
  file: import.meta.url,
  machine: () => createMachine({ id: name, initial: 'no', states: { no: { on: { put: 'yes' } }, yes: { on: { put: 'yes' } } } }),
});

const manager: Component = {
  name: 'tm',
  doc: 'The transaction manager',
  source: SOURCE,
  index: [],
  file: import.meta.url,
  machine: () => createMachine({ id: 'tm', initial: 'init', states: { init: { on: { commit: 'committed', abort: 'aborted' } }, committed: {}, aborted: {} } }),
};

const resource: Component = {
  name: 'rm',
  doc: 'A resource manager',
  source: SOURCE,
  index: ['rm'],
  file: import.meta.url,
  machine: () => {
    const told = { 'told commit': 'committed', 'told abort': 'aborted' };
    return createMachine({
      id: 'rm',
      initial: 'working',
      states: { working: { on: { prepare: 'prepared', abort: 'aborted', ...told } }, prepared: { on: told }, committed: { on: told }, aborted: { on: told } },
    });
  },
};

const act = (component: string, event: string, params: readonly Param[], when: Record<string, Expr>, ...effects: Effect[]): Action => ({
  component, index: component === 'rm' ? ['r'] : [], event, params, process: component === 'rm' ? 'rm[{r}]' : 'tm', when, effects, fn: event, source: SOURCE,
});

export const twoPhaseCommit = (n: number): System => ({
  name: `two-phase-commit ${n}`,
  sorts: { rm: n },
  components: [
    manager,
    resource,
    once('known', 'The transaction manager knows that the resource manager is prepared', ['rm']),
    once('prepared', 'The message Prepared(r) was sent', ['rm']),
    once('commit', 'The message Commit was sent', []),
    once('abort', 'The message Abort was sent', []),
  ],
  actions: [
    act('tm', 'RcvPrepared', [RM], { init: tmInit, sent: at('prepared', ['r'], 'yes') }, send(ref('known', ['r']), 'put')),
    act('tm', 'Commit', [], { init: tmInit, allKnown: forall('r', 'rm', at('known', ['r'], 'yes')) }, send(ref('tm'), 'commit'), send(ref('commit'), 'put')),
    act('tm', 'Abort', [], { init: tmInit }, send(ref('tm'), 'abort'), send(ref('abort'), 'put')),
    act('rm', 'Prepare', [RM], { working: rm('working') }, send(ref('rm', ['r']), 'prepare'), send(ref('prepared', ['r']), 'put')),
    act('rm', 'ChooseToAbort', [RM], { working: rm('working') }, send(ref('rm', ['r']), 'abort')),
    act('rm', 'RcvCommit', [RM], { sent: at('commit', [], 'yes') }, send(ref('rm', ['r']), 'told commit')),
    act('rm', 'RcvAbort', [RM], { sent: at('abort', [], 'yes') }, send(ref('rm', ['r']), 'told abort')),
  ],
  properties: [
    {
      id: 'Consistent', text: 'No resource manager commits while another aborts.', source: SOURCE, kind: 'always',
      expr: not(and(exists('r', 'rm', rm('committed')), exists('r', 'rm', rm('aborted')))),
    },
    { id: 'AllCanCommit', text: 'The transaction can be committed by all.', source: SOURCE, kind: 'sometimes', expr: forall('r', 'rm', rm('committed')) },
  ],
});

export const design: Design = {
  name: 'two-phase-commit',
  title: 'Two-phase commit',
  source: SOURCE,
  configurations: [3, 5, 7].map((n) => ({ id: `rm-${n}`, title: `${n} resource managers`, tier: n <= 5 ? ('quick' as const) : ('full' as const), labels: { rm: String(n) }, system: () => twoPhaseCommit(n) })),
  violates: [],
};
