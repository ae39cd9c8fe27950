/**
 * A mapping laid over a system: which actions leave which lines behind in this recording, which happen only as part of
 * a command, and which may be inferred.
 */
import { step } from '../ir/interpret.ts';
import { ModelError } from '../model/model-error.ts';
import type { IrAction } from '../model/ir.ts';
import type { ActionPart, Emission, Mapping, StepRule } from './mapping.ts';
import { agree, ruleFor, type Reading } from './reading.ts';
import type { Subject, Variables } from './subject.ts';

/** One line that a step owes, with the values it is tied to. */
export interface Due {
  readonly emission: Emission;
  readonly variables: Variables;
}

/** What this recording would have shown, and what may be inferred because it would not. */
export interface Recorded {
  /** Kinds of lines, commands among them. */
  readonly lines: ReadonlySet<string>;
  /** Families. */
  readonly inferred: ReadonlySet<string>;
}

/** Lines in the order in which the code emits them; those within a group in any order. */
export type Chain = readonly (readonly Due[])[];

export class Plan {
  readonly subject: Subject;
  readonly mapping: Mapping;
  /** Families that the mapping names and the system does not have. */
  readonly missing: readonly string[];
  readonly #recorded: ReadonlySet<string>;
  readonly #rules: readonly (readonly StepRule[])[];
  readonly #driven: ReadonlySet<string>;
  readonly #members = new Map<string, number[]>();
  readonly #found = new Map<string, readonly number[]>();
  readonly #byKind = new Map<string, Set<number>>();

  readonly #inferred: ReadonlySet<string>;
  /** What the recording says of itself. */
  readonly #about: Variables;

  constructor(subject: Subject, mapping: Mapping, { lines: recorded, inferred }: Recorded, about: Variables = {}) {
    this.#about = about;
    this.subject = subject;
    this.mapping = mapping;
    this.#recorded = recorded;
    this.#inferred = inferred;
    const { actions } = subject.ir;
    actions.forEach((a, n) => this.#members.set(a.name, [...(this.#members.get(a.name) ?? []), n]));
    const partsOf = (r: Mapping['lines'][string]): ActionPart[] => r.cases.flatMap((c) => ('call' in c ? c.call.flat().filter((p): p is ActionPart => 'action' in p) : []));
    const parts = Object.values(mapping.lines).flatMap(partsOf);
    this.#driven = new Set(Object.entries(mapping.lines).flatMap(([kind, r]) => (recorded.has(kind) ? partsOf(r).map((p) => p.action) : [])));
    this.missing = [...new Set([...parts.map((p) => p.action), ...mapping.steps.map((s) => s.action), ...mapping.inferred.flatMap((i) => i.families)])].filter((f) => !this.#members.has(f));
    for (const p of [...mapping.steps, ...parts]) {
      this.#requireParameters(p.action, Object.keys(p.args));
      for (const e of p.emits ?? []) this.#requireTrace(p.action, e);
    }
    const byFamily = new Map<string, StepRule[]>();
    for (const s of mapping.steps) byFamily.set(s.action, [...(byFamily.get(s.action) ?? []), s]);
    this.#rules = actions.map((a) => (byFamily.get(a.name) ?? []).filter((s) => agree(s.args, {}, a.args)));
    actions.forEach((a, n) => this.#emissions(n, parts.filter((p) => p.action === a.name)).forEach((e) => this.#note(e.line, n)));
  }

  #emissions(n: number, parts: readonly ActionPart[]): Emission[] {
    return [...this.#rules[n]!.flatMap((r) => r.emits), ...parts.flatMap((p) => p.emits ?? [])].filter((e) => this.#recorded.has(e.line));
  }

  #note(kind: string, n: number): void {
    let known = this.#byKind.get(kind);
    if (!known) this.#byKind.set(kind, (known = new Set()));
    known.add(n);
  }

  /** The parameters of a family; all its actions have the same. */
  #parameters(family: string): readonly string[] | undefined {
    const first = this.#members.get(family)?.[0];
    return first === undefined ? undefined : Object.keys(this.subject.ir.actions[first]!.args);
  }

  #requireParameters(family: string, names: readonly string[]): void {
    const params = this.#parameters(family);
    for (const p of names)
      if (params && !params.includes(p)) this.#refuse(`action ${family} has no parameter ${p}`, `Name one of: ${params.join(', ')}`);
  }

  #requireTrace(family: string, e: Emission): void {
    const rule = ruleFor(this.mapping, e.line);
    if (!rule?.cases.some((c) => 'trace' in c)) this.#refuse(`${family} leaves ${e.line} behind, but \`lines\` has no trace of that kind`, 'Give that kind a case with trace: true');
    const clash = [...(this.#parameters(family) ?? []), ...Object.keys(e.each ?? {})].find((p) => rule && (p in rule.bind || p in this.mapping.setup.bind));
    if (clash !== undefined) this.#refuse(`${clash} names a parameter of ${family} and a variable of ${e.line}`, 'Rename the variable of the line');
  }

  #refuse(message: string, fix: string): never {
    throw new ModelError('E_MAPPING', message, { fix, where: { mapping: this.mapping.name } });
  }

  action(n: number): IrAction {
    return this.subject.ir.actions[n]!;
  }

  /** Indices of a family's actions. */
  members(family: string): readonly number[] {
    return this.#members.get(family) ?? [];
  }

  /** Happens only as part of a recorded command. */
  driven(n: number): boolean {
    return this.#driven.has(this.action(n).name);
  }

  /** Guest, operator and faults are recorded by their commands; what the mapping does not know, they did not do. */
  inferable(n: number): boolean {
    const a = this.action(n);
    return !this.#driven.has(a.name) && (a.cause === 'system' || this.#inferred.has(a.name));
  }

  /** What the action leaves behind in this recording: taken in this state, as this part of a command with these variables. */
  chain(n: number, state: readonly number[], part?: ActionPart, command: Variables = {}): Chain {
    const args = this.action(n).args;
    const place = { mapping: this.mapping.name, step: this.action(n).label };
    const emits = part?.emits ?? this.#rules[n]!.find((r) => this.subject.holds(r.when, { ...this.#about, ...args }, state, place))?.emits ?? [];
    const known = part?.emits ? { ...command, ...args } : args;
    const post = emits.some((e) => e.whereAfter) ? step(this.subject.ir, n, state) : state;
    return emits
      .filter((e) => this.#recorded.has(e.line))
      .map((emission) =>
        this.subject
          .over(emission.each, known)
          .filter((variables) => this.subject.holds(emission.where, variables, state, place) && this.subject.holds(emission.whereAfter, variables, post, place))
          .map((variables) => ({ emission, variables })),
      )
      .filter((group) => group.length > 0);
  }

  /** Actions, other than parts of commands, that this line could belong to. */
  candidates(reading: Reading): readonly number[] {
    return this.#remember(reading.key, () =>
      this.emitters(reading.line.kind).filter(
        (n) =>
          !this.driven(n) &&
          this.#rules[n]!.some((r) => r.emits.some((e) => this.subject.over(e.each, this.action(n).args).some((v) => this.fits({ emission: e, variables: v }, reading)))),
      ),
    );
  }

  /** Actions that this part of this command could be. */
  partMembers(part: ActionPart, command: Reading): readonly number[] {
    return this.#remember(`${JSON.stringify(part.args)} ${part.action} ${command.key}`, () => this.members(part.action).filter((n) => agree(part.args, command.variables, this.action(n).args)));
  }

  #remember(key: string, find: () => readonly number[]): readonly number[] {
    let found = this.#found.get(key);
    if (!found) this.#found.set(key, (found = find()));
    return found;
  }

  /** Actions that leave lines of this kind behind, whatever the line says. */
  emitters(kind: string): readonly number[] {
    return [...(this.#byKind.get(kind) ?? [])];
  }

  /** Whether a line is the one that is due, as far as its own values go. */
  fits(due: Due, reading: Reading): boolean {
    const { emission, variables } = due;
    return emission.line === reading.line.kind && agree(emission.args, reading.variables, variables) && Object.entries(emission.is).every(([name, n]) => reading.variables[name] === n);
  }
}
