/** Random systems with several processes, causes, a lock, and properties of every liveness kind under random fairness. */
import { createMachine, type AnyStateMachine } from 'xstate';
import { compose } from '../../checker/compile/compose.ts';
import { at, ref, type Expr } from '../../checker/model/expression.ts';
import type { Cause, Fairness, LockAssumption, Party } from '../../checker/model/fairness.ts';
import type { Ir } from '../../checker/model/ir.ts';
import { ModelError } from '../../checker/model/model-error.ts';
import type { Property } from '../../checker/model/property.ts';
import type { Action, Component, System } from '../../checker/model/system.ts';
import { Generator, type Draw, type Env } from './random-system.ts';

export const randomLiveSystem = (draw: Draw): System => new LiveGenerator(draw).live();

/** The system, unless its fairness names what composition has ruled out. */
export const composed = (system: System): Ir | undefined => {
  try {
    return compose(system);
  } catch (e) {
    if (e instanceof ModelError && ['E_NO_PROCESS', 'E_NO_MEMBER', 'E_ENVIRONMENT', 'E_ASSUMPTION'].includes(e.code)) return undefined;
    throw e;
  }
};

class LiveGenerator extends Generator {
  #waiting: { readonly from: Expr; readonly to: Expr } | undefined;

  live(): System {
    const own = Array.from({ length: this.int(1, 3) }, (_, k) => this.component(k));
    const drawn = Array.from({ length: this.int(2, 4) }, (_, k) => ({ ...this.action(k), cause: this.pick<Cause>(['system', 'system', 'system', 'system', 'guest', 'operator', 'fault']) }));
    const [components, actions] = this.chance(25) ? this.#door(own, drawn) : [own, drawn];
    const terminal = this.chance(20) ? this.expression({}, 1) : undefined;
    const named = [...new Set(actions.flatMap((a) => Object.keys(a.when)))];
    const assumptions: LockAssumption[] = named.length > 0 && this.chance(40) ? [{ id: 'F0', text: '', conjuncts: [this.pick(named)] }] : [];
    return { name: 'random', sorts: this.sorts, components, actions, properties: this.#liveness(actions), assumptions, ...(terminal ? { terminal } : {}) };
  }

  /** Somebody passes a door when it is open, and it keeps swinging: only strong fairness lets him in. */
  #door(components: readonly Component[], actions: readonly Action[]): [Component[], Action[]] {
    const flips = (name: string, from: string, to: string, there: string, back?: string): Component => {
      this.shapes.push({ name, index: [], regions: [{ name: '', states: [from, to] }], events: [there] });
      return { name, doc: '', source: '', index: [], file: 'random', machine: () => createMachine({ initial: from, states: { [from]: { on: { [there]: to } }, [to]: back ? { on: { [back]: from } } : {} } }) as AnyStateMachine };
    };
    const act = (event: string, when: Record<string, Expr>, to: string, sent: string): Action => ({ component: 'm', index: [], event, params: [], process: event, when, effects: [{ to: ref(to), cases: [{ event: sent }] }], fn: '', source: '' });
    this.#waiting = { from: at('visitor', [], 'outside'), to: at('visitor', [], 'inside') };
    return [
      [...components, flips('door', 'closed', 'open', 'swing', 'swing'), flips('visitor', 'outside', 'inside', 'enter')],
      [...actions, act('swings', {}, 'door', 'swing'), act('enters', { outside: this.#waiting.from, open: at('door', [], 'open') }, 'visitor', 'enter')],
    ];
  }

  #party(actions: readonly Action[], env: Env): Party {
    const action = this.pick(actions);
    const indexed = action.params.some((p) => p.name === 'i');
    const causes: { causes?: Cause[] } = this.chance(40) ? { causes: ['system', 'guest', 'operator'] } : {};
    if (this.chance(40)) return { action: `m.${action.event}`, ...(indexed && this.chance(60) ? { args: { i: 'x' in env ? this.pick(['x', '*']) : '*' } } : {}) };
    return { process: indexed ? this.pick('x' in env ? ['p[*]', 'p[{x}]'] : ['p[*]']) : 'p', ...causes };
  }

  /** Every process and, now and then, a condition of the environment. `strength` for all of them alike. */
  #fairness(actions: readonly Action[], env: Env, strength?: 'weak' | 'strong'): Fairness[] {
    const one = (party: Party): Fairness => ((strength ?? this.pick(['weak', 'weak', 'strong'])) === 'weak' ? { weak: party } : { strong: party });
    const parties = Array.from({ length: this.int(strength ? 1 : 0, 3) }, () => this.#party(actions, env));
    return [...parties.map(one), ...(this.chance(15) ? [{ repeatedly: this.expression(env, 1) }] : [])];
  }

  #liveness(actions: readonly Action[]): Property[] {
    const base = (id: string): { id: string; text: string; source: string } => ({ id, text: '', source: '' });
    const e = (env: Env = {}): Expr => this.expression(env, 1);
    const x: Env = { x: 's' };
    // Every action by itself, so that what one of them must do is often undone by another one.
    const both = this.#waiting ?? { from: e(), to: e() };
    const parties = actions.map((a): Party => ({ action: `m.${a.event}`, ...(a.params.some((p) => p.name === 'i') ? { args: { i: '*' } } : {}) }));
    return [
      { ...base('LeadsTo'), kind: 'leadsTo', bind: x, from: e(x), to: e(x), ...(this.chance(30) ? { unless: e(x) } : {}), fairness: this.#fairness(actions, x) },
      { ...base('Weak'), kind: 'leadsTo', ...both, fairness: parties.map((p) => ({ weak: p })) },
      { ...base('Strong'), kind: 'leadsTo', ...both, fairness: parties.map((p) => ({ strong: p })) },
      { ...base('Eventually'), kind: 'eventually', expr: e(), fairness: this.#fairness(actions, {}) },
      { ...base('Again'), kind: 'alwaysEventually', expr: e(), fairness: this.#fairness(actions, {}) },
      { ...base('AgainStrong'), kind: 'alwaysEventually', bind: x, expr: e(x), fairness: this.#fairness(actions, x, 'strong') },
      { ...base('Stable'), kind: 'eventuallyAlways', expr: e(), fairness: this.#fairness(actions, {}) },
      { ...base('Recoverable'), kind: 'recoverable', goal: e(), by: [this.#party(actions, {}), this.#party(actions, {})] },
      { ...base('RecoverableFrom'), kind: 'recoverable', bind: x, from: e(x), goal: e(x), by: [this.#party(actions, x)] },
      { ...base('Never'), kind: 'always', expr: e() },
      { ...base('NoStep'), kind: 'step', expr: this.expression({}, 1, actions) },
    ];
  }
}
