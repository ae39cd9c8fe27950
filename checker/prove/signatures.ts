/** What a move can tell of the values that take part: two local states that it cannot tell apart lead to the same step. */
import type { IrExpr, IrTerm } from '../model/ir.ts';
import type { Move } from './moves.ts';
import type { Reading, Space } from './space.ts';

/** Add what an expression asks of single instances: the sets of local states. */
const atoms = (e: IrExpr, into: (instance: number, tells: (state: number) => number) => void): void => {
  switch (e.op) {
    case 'const':
    case 'taken':
      return;
    case 'in': {
      const among = new Set(e.states);
      into(e.instance, (s) => (among.has(s) ? 1 : 0));
      return;
    }
    case 'not':
    case 'next':
      return atoms(e.e, into);
    case 'and':
    case 'or':
      e.es.forEach((x) => atoms(x, into));
      return;
    case 'iff':
      atoms(e.a, into);
      atoms(e.b, into);
      return;
    case 'cmp':
      termAtoms(e.a, into);
      termAtoms(e.b, into);
  }
};
const termAtoms = (t: IrTerm, into: (instance: number, tells: (state: number) => number) => void): void => {
  if (t.t === 'value') into(t.instance, (s) => t.values[s]!);
  else if (t.t === 'bool') atoms(t.e, into);
  else if (t.t === 'sum') t.terms.forEach((x) => termAtoms(x, into));
};

export class Signatures {
  /** By label: position in the label's tuple, and the class of each local state. */
  readonly #reads: readonly (readonly { readonly at: number; readonly instance: number; readonly classes: Int32Array }[])[];
  /** Numbers of what is told, by label; and by the number of a local's reading. */
  readonly #ids: readonly Map<string, number>[];
  readonly #byReading: readonly number[][];
  readonly #sides: number;
  readonly #written: ReadonlySet<number>;
  readonly #space: Space;

  private constructor(space: Space, sides: number, written: ReadonlySet<number>, tests: ReadonlyMap<number, readonly ((state: number) => number)[]>) {
    const { ir } = space.labels;
    this.#space = space;
    this.#sides = sides;
    this.#written = written;
    // Where two values are looked at together, which two is never all the same.
    const told = (i: number): readonly ((state: number) => number)[] | undefined => (space.labels.fixed > 1 ? [(s) => s] : tests.get(i));
    this.#ids = space.own.map(() => new Map());
    this.#byReading = space.own.map(() => []);
    this.#reads = space.own.map((own) =>
      own.flatMap((instance, at) => {
        const by = told(instance);
        return by ? [{ at, instance, classes: classesOf(ir.tables[ir.instances[instance]!.table]!.states.length, by) }] : [];
      }),
    );
  }

  /** Of what conditions read. */
  static of(space: Space, conditions: readonly IrExpr[]): Signatures {
    const tests = new Map<number, ((state: number) => number)[]>();
    conditions.forEach((e) => atoms(e, (i, tells) => void tests.set(i, [...(tests.get(i) ?? []), tells])));
    return new Signatures(space, 0, new Set(), tests);
  }

  /** Of what a move reads: its condition, what decides its events, and which of them are refused. */
  static ofMove(space: Space, move: Pick<Move, 'action' | 'sides' | 'effects'>): Signatures {
    const { ir } = space.labels;
    const tests = new Map<number, ((state: number) => number)[]>();
    const add = (i: number, tells: (state: number) => number): void => void tests.set(i, [...(tests.get(i) ?? []), tells]);
    const written = new Set(move.effects.map((f) => f.instance));
    const action = ir.actions[move.action]!;
    const effects = action.effects.filter((f) => written.has(f.instance));
    [ir.terminal, ...action.guard.map((g) => g.e), ...effects.flatMap((f) => f.cases.flatMap((c) => (c.when ? [c.when] : [])))].forEach((e) => atoms(e, add));
    for (const f of effects)
      for (const c of f.cases) {
        const next = ir.tables[ir.instances[f.instance]!.table]!.next[c.event]!;
        if (next.includes(-1)) add(f.instance, (s) => (next[s]! < 0 ? 0 : 1));
      }
    return new Signatures(space, move.sides, written, tests);
  }

  /** The number of what is told of a local in the place of `label`. */
  ofReading(label: number, { id, tuple }: Reading): number {
    const known = this.#byReading[label]!;
    while (known.length <= id) known.push(-1);
    if (known[id]! < 0) known[id] = this.#number(label, this.#reads[label]!.map((r) => r.classes[tuple[r.at]!]!).join());
    return known[id]!;
  }

  /** The same of what `label` has in a state. */
  ofState(label: number, state: Int32Array): number {
    return this.#number(label, this.#reads[label]!.map((r) => r.classes[state[r.instance]!]!).join());
  }

  #number(label: number, told: string): number {
    const ids = this.#ids[label]!;
    let id = ids.get(told);
    if (id === undefined) ids.set(told, (id = ids.size));
    return id;
  }

  /** Whether the move reads or writes anything that `label` has. */
  concerns(label: number): boolean {
    return this.#reads[label]!.length > 0 || this.touches(label);
  }

  /** What is told of those who take part, in a state. */
  ofSides(state: Int32Array): number[] {
    const out: number[] = [];
    const { fixed } = this.#space.labels;
    for (let l = fixed; l < fixed + this.#sides; l++) for (const r of this.#reads[l]!) out.push(state[r.instance]! < 0 ? -1 : r.classes[state[r.instance]!]!);
    return out;
  }

  /** Whether the move sends an event to what `label` has. */
  touches(label: number): boolean {
    return this.#space.own[label]!.some((i) => this.#written.has(i));
  }
}

const classesOf = (size: number, tests: readonly ((state: number) => number)[]): Int32Array => {
  const ids = new Map<string, number>();
  return Int32Array.from({ length: size }, (_, s) => {
    const text = tests.map((t) => t(s)).join();
    if (!ids.has(text)) ids.set(text, ids.size);
    return ids.get(text)!;
  });
};
