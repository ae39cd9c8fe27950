/** A set of tuples as a minimal decision diagram, and that as an SMT-LIB term: what the set comes to is small where its parts are independent. */
import { conj, disj } from './sorts.ts';

/** Children by value; a leaf is `true`. */
interface Node {
  readonly id: number;
  readonly level: number;
  readonly edges: readonly (readonly [value: number, to: number])[];
}

export class Diagram {
  /** By number; 0 is the leaf `true`. Children come before their parents. */
  readonly nodes: Node[] = [{ id: 0, level: -1, edges: [] }];
  readonly root: number;
  readonly #unique = new Map<string, number>();

  /** The tuples all have the same length. */
  constructor(tuples: readonly (readonly number[])[]) {
    this.root = this.#build(tuples, 0);
  }

  #build(tuples: readonly (readonly number[])[], level: number): number {
    if (level === (tuples[0]?.length ?? 0)) return 0;
    const groups = new Map<number, (readonly number[])[]>();
    for (const t of tuples) {
      const v = t[level]!;
      const g = groups.get(v);
      if (g) g.push(t);
      else groups.set(v, [t]);
    }
    const edges = [...groups].sort(([a], [b]) => a - b).map(([v, g]) => [v, this.#build(g, level + 1)] as const);
    const text = `${level}:${edges.map((e) => e.join('>')).join()}`;
    let id = this.#unique.get(text);
    if (id === undefined) {
      this.#unique.set(text, (id = this.nodes.length));
      this.nodes.push({ id, level, edges });
    }
    return id;
  }

  /** `test(level, value)`: that the part of the tuple at that level has that value. Node by node, deepest levels first. */
  term(test: (level: number, values: readonly number[]) => string): string {
    const byLevel = new Map<number, Node[]>();
    for (const n of this.nodes.slice(1)) byLevel.set(n.level, [...(byLevel.get(n.level) ?? []), n]);
    const name = (id: number): string => (id === 0 ? 'true' : `n${id}`);
    let closing = '';
    const out: string[] = [];
    for (const level of [...byLevel.keys()].sort((a, b) => b - a)) {
      const bindings = byLevel.get(level)!.map((n) => {
        const to = new Map<number, number[]>();
        for (const [v, t] of n.edges) to.set(t, [...(to.get(t) ?? []), v]);
        return `(n${n.id} ${disj([...to].map(([t, vs]) => conj([test(level, vs), name(t)])))})`;
      });
      out.push(`(let (${bindings.join(' ')})`);
      closing += ')';
    }
    return `${out.join('\n')} ${name(this.root)}${closing}`;
  }
}
