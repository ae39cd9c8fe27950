/**
 * A system held as live XState snapshots, one an instance. Nothing here reads tables or the IR: instances, variables,
 * guards and effects are worked out from the authors' data each time, so that this and the engine can disagree.
 */
import { initialTransition, type AnyMachineSnapshot, type AnyStateMachine, type StateValue } from 'xstate';
import type { InstanceRef } from '../model/expression.ts';
import type { Component, System } from '../model/system.ts';
import { Reactions } from './reactions.ts';

/** Values of the bound variables. */
export type Env = Readonly<Record<string, number | string>>;
/** Snapshot of every instance, in the order of {@link World.names}. */
export type Snapshots = readonly AnyMachineSnapshot[];

/** Every assignment of values to the given sorts, last variable fastest. */
export function* assignments(env: Env, variables: Readonly<Record<string, string>>, sorts: Readonly<Record<string, number>>): Generator<Env> {
  const [first, ...rest] = Object.entries(variables);
  if (!first) {
    yield env;
    return;
  }
  for (let v = 0; v < sorts[first[1]]!; v++) yield* assignments({ ...env, [first[0]]: v }, Object.fromEntries(rest), sorts);
}

/** `{x}` stands for the value of x. */
export const filled = (template: string, env: Env): string =>
  template.split(/(\{[^}]*\})/).map((piece) => (piece.startsWith('{') ? String(env[piece.slice(1, -1)]) : piece)).join('');

/** Active leaf paths of a snapshot, sorted and joined: the label of a local state. */
export const label = (snapshot: AnyMachineSnapshot): string => {
  const leaves = (v: StateValue): string[] =>
    typeof v === 'string' ? [v] : Object.entries(v).flatMap(([k, sub]) => leaves(sub as StateValue).map((l) => `${k}.${l}`));
  return leaves(snapshot.value as StateValue).sort().join(' ');
};

export class World {
  readonly system: System;
  readonly names: string[] = [];
  readonly initial: AnyMachineSnapshot[] = [];
  readonly reactions: Reactions[] = [];
  readonly #at = new Map<string, number>();

  constructor(system: System) {
    this.system = system;
    for (const c of system.components) {
      const machine = c.machine(system.sorts);
      const reactions = new Reactions(machine);
      const variables = Object.fromEntries(c.index.map((sort, d) => [String(d), sort]));
      for (const env of assignments({}, variables, system.sorts)) {
        const index = c.index.map((_, d) => env[String(d)]);
        const name = index.length ? `${c.name}[${index.join(',')}]` : c.name;
        this.#at.set(name, this.names.length);
        this.names.push(name);
        this.initial.push(startOf(c, machine, reactions, system.initial?.[name]));
        this.reactions.push(reactions);
      }
    }
  }

  /** Position of the referenced instance. */
  instance(ref: InstanceRef, env: Env): number {
    const index = ref.index.map((x) => (typeof x === 'number' ? x : env[x]));
    const name = index.length ? `${ref.component}[${index.join(',')}]` : ref.component;
    const at = this.#at.get(name);
    if (at === undefined) throw new Error(`the system has no ${name}`);
    return at;
  }
}

/** The machine's start, or the one local state in the given paths; if none is reached, the state they describe. */
const startOf = (c: Component, machine: AnyStateMachine, reactions: Reactions, paths: string | readonly string[] | undefined): AnyMachineSnapshot => {
  const initial = initialTransition(machine)[0] as AnyMachineSnapshot;
  if (paths === undefined) return initial;
  const wanted = typeof paths === 'string' ? [paths] : paths;
  const seen = new Map([[label(initial), initial]]);
  for (const s of seen.values()) {
    if (wanted.every((p) => s.matches(p))) return s;
    for (const type of reactions.events) {
      const after = reactions.after(s, type);
      if (after && !seen.has(label(after))) seen.set(label(after), after);
    }
  }
  return described(c, machine, wanted);
};

const described = (c: Component, machine: AnyStateMachine, paths: readonly string[]): AnyMachineSnapshot => {
  const nested: Record<string, unknown> = {};
  for (const path of paths) {
    const keys = path.split('.');
    const leaf = keys.pop()!;
    const region = keys.pop();
    let at = nested;
    for (const k of keys) at = (at[k] ??= {}) as Record<string, unknown>;
    if (region !== undefined) at[region] = leaf;
  }
  const value = paths.length === 1 && !paths[0]!.includes('.') ? paths[0]! : nested;
  const s = machine.resolveState({ value: value as StateValue, context: {} }) as AnyMachineSnapshot;
  if (!paths.every((p) => s.matches(p))) throw new Error(`${c.name} has no state in ${paths.join(', ')}`);
  return s;
};
