/** The checkpoints of a search: what it must say of itself to be gone on with, at a level's end or in the middle of one. */
import { createHash } from 'node:crypto';
import { Bundles } from '../bundles.ts';
import type { Economy } from '../economy.ts';
import type { Edges } from '../edges.ts';
import type { Layout } from '../layout.ts';
import type { CheckpointOptions, ExploreOptions } from '../options.ts';
import type { Steps } from '../steps.ts';
import type { Store } from '../store.ts';
import type { TalliesDump } from '../tallies.ts';
import type { Watch } from '../watch.ts';
import type { Ir } from '../../model/ir.ts';
import { Journal } from './journal.ts';

/** Where a search stands: `done` states of level `depth` are expanded, all before it, and none after it. */
export interface Standing {
  readonly depth: number;
  readonly done: number;
  readonly transitions: number;
  readonly expanded: number;
}

/** What of a search a checkpoint holds. */
export interface Checkpointed {
  readonly ir: Ir;
  readonly options: ExploreOptions;
  readonly store: Store;
  readonly edges: () => Edges | undefined;
  readonly economy: Economy;
  readonly watch: Watch;
  readonly steps: Steps;
  readonly taken: Float64Array;
  readonly levels: number[];
  readonly used: Uint8Array;
  readonly layout: Layout;
  /** States are to be packed in these bundles, which differ from those before. */
  readonly rebundle: (bundles: Bundles) => void;
}

interface Saved extends Standing {
  readonly taken: readonly number[];
  readonly levels: readonly number[];
  readonly tallies: TalliesDump;
  readonly looked: number;
  /** A set is kept in place of the hash; memory was short. */
  readonly sifted: boolean;
  readonly eased: boolean;
  /** How states are packed. */
  readonly shape: Bundles['shape'];
  /** Transitions of machines that some step made, as numbers. */
  readonly used: readonly number[];
}

export class Checkpoints {
  readonly #search: Checkpointed;
  readonly #options: CheckpointOptions;
  readonly #journal: Journal<Saved>;
  /** States, and targets of edges, that the log has; rows of edges it has of the states before `#rows`. */
  #states = 0;
  #targets = 0;
  #rows = 0;
  /** Valuations of each bundle that it has, and the packing of its states. */
  #valuations: number[] = [];
  #packed = '';

  constructor(search: Checkpointed, options: CheckpointOptions) {
    this.#search = search;
    this.#options = options;
    this.#journal = new Journal(options.folder, identityOf(search));
  }

  /** Go on from a checkpoint if that is asked for and there is one; else undefined. 'memory' if it does not fit the limit. */
  begin(): Standing | 'memory' | undefined {
    if (!this.#options.resume || !this.#journal.exists) {
      this.#journal.create();
      return undefined;
    }
    const { store, watch, steps, taken, levels } = this.#search;
    let fits = true;
    const begin = ({ shape, sifted, eased, expanded }: Saved): void => {
      const { layout, ir, rebundle, economy } = this.#search;
      rebundle(new Bundles(shape.members, layout.sizes, ir.actions.length + 2, shape.bits, true));
      store.expects(expanded);
      if (eased) economy.easeNow();
      else if (sifted) economy.sift();
    };
    const saved = this.#journal.open(begin, (name, from, data) => {
      if (name.startsWith('bundle')) return this.#search.layout.bundles.restore(Number(name.slice('bundle'.length)), data);
      fits &&= name === 'states' || name === 'parents' ? store.restore(name, from, data) : (this.#search.edges()?.restore(name, from, data) ?? true);
    });
    if (!fits || !store.restored()) return 'memory';
    taken.set(saved.taken);
    levels.splice(0, levels.length, ...saved.levels);
    watch.tallies.restore(saved.tallies);
    steps.restored(saved.looked);
    for (const k of saved.used) this.#search.used[k] = 1;
    this.#note(saved);
    return saved;
  }

  /** Throws E_CHECKPOINT_WRITE. */
  save(at: Standing): void {
    const { store, watch, steps, taken, levels, layout } = this.#search;
    const edges = this.#search.edges();
    const { bundles } = layout;
    if (this.#packed !== '' && this.#packed !== JSON.stringify(bundles.shape)) {
      // What the log has of the states is packed otherwise: all of it is written anew.
      this.#journal.restart();
      [this.#states, this.#targets, this.#rows, this.#valuations] = [0, 0, 0, []];
    }
    const known = bundles.members.map((_, b) => this.#valuations[b] ?? 0);
    const pieces = [...bundles.pieces(known), ...store.pieces(this.#states), ...(edges?.pieces(this.#rows, levels[at.depth + 1] ?? levels[at.depth]!, this.#targets) ?? [])];
    this.#journal.append(pieces, { ...at, taken: [...taken], levels: [...levels], tallies: watch.tallies.dump(), looked: steps.looked, sifted: store.visited !== undefined, eased: this.#search.economy.eased, shape: bundles.shape, used: ones(this.#search.used) });
    this.#note(at);
    this.#options.saved?.(at.depth);
  }

  close(): void {
    this.#journal.close();
  }

  /** In the middle of a level any of its states may have got its row: all of them are written again next time. */
  #note({ depth }: Standing): void {
    this.#states = this.#search.store.count;
    this.#valuations = [...this.#search.layout.bundles.counts];
    this.#packed = JSON.stringify(this.#search.layout.bundles.shape);
    this.#targets = this.#search.edges()?.length ?? 0;
    this.#rows = this.#search.levels[depth]!;
  }
}

const ones = (marks: Uint8Array): number[] => Array.from(marks.keys()).filter((k) => marks[k] === 1);

/** Equal for equal systems that are searched in the same way. */
const identityOf = ({ ir, options }: Checkpointed): string =>
  createHash('sha256')
    .update(JSON.stringify([ir, options.order ?? 'forward', options.expandViolating ?? true, options.store ?? 'auto']))
    .digest('hex');
