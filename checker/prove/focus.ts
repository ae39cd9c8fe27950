/** Which components a question hangs on: what it reads, and whatever can influence that (docs/reductions.md). */
import { Influence } from '../reduce/cone.ts';
import type { Labels } from './labels.ts';

export class Focus {
  readonly #labels: Labels;
  readonly #influence: Influence;
  readonly #known = new Map<string, ReadonlySet<string>>();

  constructor(labels: Labels) {
    this.#labels = labels;
    this.#influence = new Influence(labels.ir);
  }

  /** The components with an instance in the cone of those named, and of the actions. */
  of(components: ReadonlySet<string>, mentions: ReadonlySet<number>): ReadonlySet<string> {
    const key = `${[...components].sort().join()};${[...mentions].sort().join()}`;
    const known = this.#known.get(key);
    if (known) return known;
    const { ir } = this.#labels;
    const reads = new Set(ir.instances.flatMap((x, i) => (components.has(ir.tables[x.table]!.component) ? [i] : [])));
    const cone = this.#influence.cone({ label: '', reads, mentions });
    const found = new Set([...cone.instances].map((i) => ir.tables[ir.instances[i]!.table]!.component));
    this.#known.set(key, found);
    return found;
  }
}
