/** From named processes and action families to the actions that a fairness assumption or a recovery is about. */
import type { Cause, Fairness, OfAction, OfProcess, Party } from '../model/fairness.ts';
import type { IrAction, IrFairness } from '../model/ir.ts';
import { ModelError } from '../model/model-error.ts';
import type { System } from '../model/system.ts';
import { printExpr } from '../ir/print.ts';
import { unknownKind, type Expander, type StepActions } from './expand-expression.ts';
import { fill, lookUp, type Place, type Scope } from './scope.ts';
import { suggest } from './suggest.ts';

/** Actions that are meant together, and how a verdict calls them. */
interface Meant {
  readonly name: string;
  readonly actions: readonly number[];
}

const FAIR: readonly Cause[] = ['system'];
const RECOVERING: readonly Cause[] = ['system', 'guest', 'operator'];

const ofProcess = (p: Party): OfProcess | undefined => (typeof p === 'string' ? { process: p } : 'process' in p ? p : undefined);
const suffix = (causes: readonly Cause[] | undefined): string => (causes ? ` (${causes.join(', ')})` : '');

/** A party as its author wrote it: `vcpu[*]`, `main (system, operator)`, `process.enter(p=*)`. */
export const printParty = (party: Party): string => {
  const p = ofProcess(party);
  if (p) return `${p.process}${suffix(p.causes)}`;
  const { action, args = {} } = party as OfAction;
  const given = Object.entries(args).map(([k, v]) => `${k}=${v}`);
  return given.length ? `${action}(${given.join(', ')})` : action;
};

/** A fairness assumption as its author wrote it. */
export const printFairness = (f: Fairness): string =>
  'weak' in f ? `weak ${printParty(f.weak)}` : 'strong' in f ? `strong ${printParty(f.strong)}` : `again and again ${printExpr(f.repeatedly)}`;

/** Resolves parties against the actions of a system. */
export class FairnessExpander {
  readonly #system: System;
  readonly #expander: Expander;
  readonly #families: StepActions;
  readonly #actions: readonly IrAction[];

  constructor(system: System, expander: Expander, families: StepActions, actions: readonly IrAction[]) {
    this.#system = system;
    this.#expander = expander;
    this.#families = families;
    this.#actions = actions;
    const conjuncts = new Set(actions.flatMap((a) => a.guard.map((g) => g.name)));
    for (const { id, conjuncts: named } of system.assumptions ?? [])
      for (const c of named)
        if (!conjuncts.has(c)) throw new ModelError('E_ASSUMPTION', `assumption ${id} is about the conjunct ${c}, which no action has`, { fix: suggest(c, conjuncts), where: { system: system.name } });
  }

  /** One constraint a process, or a set of actions, that the assumption is about. */
  constraints(f: Fairness, scope: Scope, place: Place): IrFairness[] {
    if ('repeatedly' in f) return [{ kind: 'repeatedly', name: `again and again ${printExpr(f.repeatedly)}`, e: this.#expander.expression(f.repeatedly, scope, place) }];
    if ('weak' in f) return this.#meant(f.weak, scope, place, FAIR).map(({ name, actions }) => ({ kind: 'weak', name: `weak ${name}`, actions, granted: this.#granted(actions) }));
    if ('strong' in f) return this.#meant(f.strong, scope, place, FAIR).map(({ name, actions }) => ({ kind: 'strong', name: `strong ${name}`, actions, granted: [] }));
    return unknownKind('fairness', Object.keys(f as object).join(), place);
  }

  /** Conjuncts that an assumption grants and that some of the actions waits for. */
  #granted(actions: readonly number[]): string[] {
    const names = new Set(actions.flatMap((k) => this.#actions[k]!.guard.map((g) => g.name)));
    return [...new Set((this.#system.assumptions ?? []).flatMap((a) => a.conjuncts))].filter((c) => names.has(c));
  }

  /** Actions of all the parties together, ascending. */
  moves(by: readonly Party[], scope: Scope, place: Place): number[] {
    return [...new Set(by.flatMap((p) => this.#meant(p, scope, place, RECOVERING).flatMap((m) => m.actions)))].sort((a, b) => a - b);
  }

  #meant(party: Party, scope: Scope, place: Place, causes: readonly Cause[]): Meant[] {
    const p = ofProcess(party);
    return p ? this.#processes(p, scope, place, causes) : this.#family(party as OfAction, scope, place);
  }

  #processes({ process, causes }: OfProcess, scope: Scope, place: Place, byDefault: readonly Cause[]): Meant[] {
    const pattern = wildcard(fill(process, scope, place));
    const known = [...new Set(this.#actions.map((a) => a.process))];
    const found = known.filter((name) => pattern.test(name));
    if (found.length === 0) throw new ModelError('E_NO_PROCESS', `no process is named ${fill(process, scope, place)}`, { fix: suggest(process, known), where: place });
    const wanted = causes ?? byDefault;
    const meant = found.map((name) => ({ name: `${name}${suffix(causes)}`, actions: this.#actions.flatMap((a, k) => (a.process === name && wanted.includes(a.cause) ? [k] : [])) }));
    if (meant.every((m) => m.actions.length === 0))
      throw new ModelError('E_ENVIRONMENT', `${process} has no actions of cause ${wanted.join(', ')}: nothing obliges the environment`, { fix: 'Name the causes that are meant: { process, causes: [...] }', where: place });
    return meant.filter((m) => m.actions.length > 0);
  }

  #family({ action, args = {} }: OfAction, scope: Scope, place: Place): Meant[] {
    const family = this.#families.get(action);
    if (!family) throw new ModelError('E_UNKNOWN_ACTION', `there is no action ${action}`, { fix: suggest(action, this.#families.keys()), where: place });
    const parameters = Object.keys(family[0]?.action.args ?? args);
    for (const x of Object.keys(args)) if (!parameters.includes(x)) throw new ModelError('E_UNKNOWN_PARAMETER', `action ${action} has no parameter ${x}`, { fix: suggest(x, parameters), where: place });
    const fixed = Object.entries(args).filter(([, v]) => v !== '*').map(([x, v]) => [x, typeof v === 'string' && scope.has(v) ? lookUp(scope, v, place).value : v] as const);
    const each = Object.keys(args).filter((x) => args[x] === '*');
    const groups = new Map<string, number[]>();
    for (const { at, action: a } of family) {
      if (!fixed.every(([x, v]) => a.args[x] === v)) continue;
      const given = [...fixed, ...each.map((x) => [x, a.args[x]!] as const)].map(([x, v]) => `${x}=${v}`);
      const name = given.length ? `${action}(${given.join(', ')})` : action;
      groups.set(name, [...(groups.get(name) ?? []), at]);
    }
    if (groups.size === 0) throw new ModelError('E_NO_MEMBER', `no member of ${action} fits ${printParty({ action, args })}`, { fix: 'Compare with: vcpuhp list actions', where: place });
    return [...groups].map(([name, actions]) => ({ name, actions }));
  }
}

/** `*` stands for one index: any run of characters without comma or bracket. */
const wildcard = (pattern: string): RegExp => new RegExp(`^${pattern.split('*').map((x) => x.replace(/[\\^$.|?+()[\]{}]/g, '\\$&')).join('[^,[\\]]+')}$`);
