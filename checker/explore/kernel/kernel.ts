/**
 * The search's inner loop in WebAssembly. It goes as far as it can with what the search has found out so far: of a valuation, a step or
 * a violation that is new the search takes care itself, and the kernel learns of it when its tables are copied the next time.
 */
import type { Masks } from '../masks.ts';
import { Pending } from '../pending.ts';
import { TYPE } from '../tallies.ts';
import type { Search } from '../search.ts';
import { Arena } from './arena.ts';
import { Image } from './image.ts';
import * as P from './parameters.ts';
import { instanceOn } from './web-assembly.ts';

/** Numbers of a list of steps, at least, before the search takes them. */
const STEPS = 1 << 16;
/** To copy so many numbers takes about as long as one state that the search visits itself. */
const NUMBERS_A_VISIT = 1 << 12;
/** Visits after which the tables are copied at the earliest. */
const LEAST_VISITS = 16;

/** Rows are read four words at a time. */
const padded = (words: Int32Array): Int32Array => Int32Array.from({ length: 4 * Math.ceil(words.length / 4) }, (_, w) => words[w] ?? 0);

interface Exports {
  readonly run: () => number;
  readonly append: () => void;
  readonly rehash: () => void;
}

export class Kernel {
  /** It can do no more: the search goes on alone. */
  over = false;
  readonly #search: Search;
  readonly #image: Image;
  readonly #exports: Exports;
  readonly #parameters: Int32Array;
  #stale = true;
  #visits = 0;
  /** Chunks of states, and parts that were hit, when they were copied. */
  #chunks = 0;
  #hits = -1;

  /** Undefined where the kernel cannot do what is asked, or has no room. */
  static of(search: Search): Kernel | undefined {
    const { options, steps, store } = search;
    if (options.order === 'reverse' || options.expandViolating === false || steps.before?.rest.includes(1)) return undefined;
    const arena = Arena.make(options.kernel?.pages);
    const kernel = arena && new Kernel(search, arena);
    return kernel !== undefined && store.move(arena!, (table) => kernel.#rehash(table)) ? kernel : undefined;
  }

  private constructor(search: Search, arena: Arena) {
    this.#search = search;
    this.#image = new Image(arena, (bytes) => search.reserve(bytes));
    this.#parameters = this.#image.parameters;
    this.#exports = instanceOn(arena.memory) as Exports;
  }

  /** How states are packed has changed. */
  renew(): void {
    this.#stale = true;
    this.#chunks = 0;
    this.#parameters[P.SIFTED] = 0;
  }

  /** The search has visited a state itself. */
  visited(): void {
    this.#visits++;
  }

  /** Expand states from `from` on, to `until` at most; how many. A state where it stops before that, the search has to visit. */
  expand(from: number, until: number): number {
    const { store } = this.#search;
    const parameters = this.#parameters;
    if (this.#stale || this.#visits >= Math.max(LEAST_VISITS, this.#image.copied / NUMBERS_A_VISIT)) this.#copy();
    this.#list(P.ROWS, (until - from) * (2 + parameters[P.GROUPS]!));
    if (store.visited && store.visited.batch !== parameters[P.SIFTED]) this.#await(store.visited.batch);
    parameters[P.AT] = from;
    parameters[P.UNTIL] = until;
    let outcome: number;
    do {
      this.#place();
      this.over = store.room !== this.#image.arena || this.#image.full;
      if (this.over) break;
      outcome = this.#exports.run();
      store.count = parameters[P.COUNT]!;
      if (outcome === P.DRAIN) this.#keep();
    } while (outcome === P.DRAIN || (outcome === P.SIFT && this.#sift()) || (outcome === P.ROOM && store.place(parameters[P.WAITING]!)));
    if (parameters[P.WAITING]! > 0) this.#enter();
    this.#keep();
    return parameters[P.AT]! - from;
  }

  /** Give what was counted to those who count. */
  settle(): void {
    if (this.#stale) return;
    const { watch, taken } = this.#search;
    const [parts, properties, actions] = [this.#list(P.PART_COUNTS), this.#list(P.PROPERTY_COUNTS), this.#list(P.TAKEN)];
    watch.tallies.add(parts, properties);
    for (let a = 0; a < taken.length; a++) taken[a]! += actions[a]!;
    for (const counts of [parts, properties, actions]) counts.fill(0);
    this.#search.transitions += this.#parameters[P.TRANSITIONS]!;
    this.#parameters[P.TRANSITIONS] = 0;
  }

  #rehash(table: Int32Array): void {
    this.#place();
    const parameters = this.#parameters;
    parameters[P.WIDTH] = this.#search.store.width;
    parameters[P.TABLE] = table.byteOffset;
    parameters[P.TABLE_MASK] = table.length - 1;
    this.#exports.rehash();
  }

  /** So many successors are to wait before others are asked which are new. None waits now. */
  #await(batch: number): void {
    const most = batch + this.#search.compiled.enabled.most + 1;
    const { width } = this.#search.store;
    for (const [k, length] of [[P.WAITING_WORDS, most * width], [P.WAITING_PARENTS, most], [P.FRESH, most]] as const) this.#list(k, length);
    this.#parameters[P.SIFTED] = batch;
  }

  /** Keep what is new of all that waits; false if there is no room, or no set any more. */
  #sift(): boolean {
    const { store } = this.#search;
    const waiting = this.#parameters[P.WAITING]!;
    if (!store.place(waiting) || store.visited === undefined) return false;
    this.#list(P.FRESH, waiting).set(store.isFresh(this.#list(P.WAITING_WORDS), waiting).subarray(0, waiting));
    this.#place();
    this.#exports.append();
    store.count = this.#parameters[P.COUNT]!;
    return true;
  }

  /** Where the store's arrays lie, and how much fits them. */
  #place(): void {
    const { arrays, count } = this.#search.store;
    const parameters = this.#parameters;
    if (arrays.chunks.length !== this.#chunks) {
      this.#chunks = arrays.chunks.length;
      for (const [name, parameter, list] of [['chunks', P.CHUNKS, arrays.chunks], ['parents', P.PARENTS, arrays.parents]] as const)
        parameters[parameter] = this.#image.copy(name, list.map((a) => a?.byteOffset ?? 0));
    }
    parameters[P.TABLE] = arrays.table.byteOffset;
    parameters[P.TABLE_MASK] = arrays.table.length - 1;
    parameters[P.MOST] = arrays.most;
    parameters[P.COUNT] = count;
    parameters[P.GROUPS] = this.#search.stuck?.masks.groups ?? 0;
    if (this.#search.store.visited === undefined) parameters[P.SIFTED] = 0;
    else parameters[P.SIFTED] ||= P.ENOUGH;
    const { tallies } = this.#search.watch;
    if (tallies.hits !== this.#hits) {
      this.#hits = tallies.hits;
      // A state of no table is the search's own affair.
      const type = tallies.position(TYPE, 0);
      parameters[P.WAS_HIT] = this.#image.copy('was hit', Array.from({ length: tallies.length }, (_, k) => (k !== type && tallies.wasHit(k) ? 1 : 0)));
    }
  }

  /** Room for a list that the kernel writes; with length 0: the list. */
  #list(parameter: number, length = 0): Int32Array {
    const list = this.#image.room(`list ${parameter}`, length);
    this.#parameters[parameter] = list.byteOffset;
    return list;
  }

  /** The rows that were written go to those who keep them. */
  #keep(): void {
    const { stuck } = this.#search;
    const parameters = this.#parameters;
    if (stuck === undefined) return;
    const kept = stuck.keep(this.#list(P.ROWS), parameters[P.ROWS_AT]!, this.#list(P.TARGETS), parameters[P.TARGETS_AT]!);
    if (!kept && !this.#search.economy.ease('memory')) this.#search.stop ??= 'memory';
    parameters[P.ROWS_AT] = parameters[P.TARGETS_AT] = 0;
  }

  /** There is no room for all that waits: the store takes as many as fit. */
  #enter(): void {
    const { store, stuck } = this.#search;
    const parameters = this.#parameters;
    const [words, parents, targets] = [this.#list(P.WAITING_WORDS), this.#list(P.WAITING_PARENTS), this.#list(P.TARGETS)];
    const pending = new Pending(store.width);
    const waiting = parameters[P.WAITING]!;
    for (let k = 0; k < waiting; k++) pending.push(words.subarray(k * store.width, (k + 1) * store.width), parents[k]!);
    const entered = store.addAll(pending);
    if (stuck) {
      targets.set(pending.targets.subarray(0, entered), parameters[P.TARGETS_AT]!);
      parameters[P.TARGETS_AT]! += entered;
    }
    parameters[P.WAITING] = 0;
    if (entered < waiting) this.#search.stop ??= 'memory';
  }

  /** Copy what the search has found out. */
  #copy(): void {
    this.settle();
    if (this.#stale) this.#prepare();
    this.#stale = false;
    this.#visits = 0;
    const { compiled, watch, steps } = this.#search;
    const image = this.#image;
    const parameters = this.#parameters;
    image.begin();
    const known = compiled.layout.bundles.counts.slice();
    const rules = (name: string, masks: Masks | undefined): number => {
      if (masks === undefined || masks.most === 0) return 0;
      const t = masks.tables;
      for (let b = 0; b < known.length; b++) known[b] = Math.min(known[b]!, t.done[b]!);
      const across = t.across.map((a, k) => {
        if (a === undefined) return 0;
        const read = a.read.flatMap((r, n) => [r.bundle, image.copy(`${name} classes ${k} ${n}`, r.classes), r.stride]);
        return image.copy(`${name} across ${k}`, [image.copy(`${name} table ${k}`, a.table), a.read.length, ...read]);
      });
      return image.copy(name, [t.words, image.all(`${name} rows`, t.rows), image.all(`${name} starts`, t.starts), image.copy(`${name} live`, padded(t.live)), image.copy(`${name} ids`, t.ids), t.rests.some((r) => r !== 0) ? image.copy(`${name} rests`, padded(t.rests)) : 0, image.copy(`${name} across`, across)]);
    };
    const before = steps.before?.tables;
    parameters[P.ENABLED] = rules('enabled', compiled.enabled);
    parameters[P.HITS] = rules('hits', watch.hits);
    parameters[P.ANTECEDENTS] = rules('antecedents', watch.waiting);
    parameters[P.VIOLATIONS] = rules('violations', before?.violations);
    parameters[P.STEP_ANTECEDENTS] = rules('step antecedents', before?.antecedents);
    parameters[P.KNOWN] = image.copy('known', known);
    const memos = compiled.moves.tables.memos.flatMap((memo, b) => [image.copy(`memo ${b}`, memo.pairs), memo.pairs.length - 1, memo.entries]);
    parameters[P.MEMOS] = image.copy('memos', memos);
  }

  /** Copy what stays as it is while states are packed in the same way, and make room for what the kernel writes. */
  #prepare(): void {
    const { compiled, watch, steps, stuck, store, taken } = this.#search;
    const { enabled, told, asked, effects, layout, moves } = compiled;
    const image = this.#image;
    const { word, shift, mask } = layout.bundles.fields;
    const { tallies } = watch;
    const before = steps.before?.tables;
    const { first, bundle, number, ways } = moves.tables;
    const waysAt: number[] = [];
    for (let at = 0; at < ways.length; at += 1 + 2 * ways[at]!) waysAt.push(at);
    const askedAt = [0];
    for (const es of asked) askedAt.push(askedAt.at(-1)! + es.length);
    const numbers: Readonly<Record<number, number>> = {
      [P.WIDTH]: store.width, [P.BUNDLES]: word.length, [P.ACTION_COUNT]: taken.length, [P.TERMINAL_ID]: tallies.length,
      [P.DEADLOCKS]: this.#search.looksAtDeadlocks ? 1 : 0, [P.TARGETS_MOST]: STEPS,
    };
    for (const [k, v] of Object.entries(numbers)) this.#parameters[Number(k)] = v;
    const copies: Readonly<Record<number, ArrayLike<number>>> = {
      [P.WORDS]: word, [P.SHIFTS]: shift, [P.MASKS]: mask, [P.FIRSTS]: first, [P.BUNDLE_OF]: bundle, [P.NUMBERS_OF]: number, [P.WAYS_AT]: waysAt, [P.WAYS]: ways,
      [P.TOLD]: told.flatMap((t) => [t.action, t.effect, t.chosen]), [P.ASKED_AT]: askedAt, [P.ASKED]: asked.flat(), [P.PROPERTY_OF]: tallies.places,
      [P.VIOLATED]: before?.found.flatMap((f) => [f.action, f.part]) ?? [], [P.ALL]: stuck?.masks.all ?? [], [P.BITS]: stuck?.masks.bits ?? [],
    };
    for (const [k, array] of Object.entries(copies)) this.#parameters[Number(k)] = image.copy(`copy ${k}`, array);
    const most = P.ENOUGH + enabled.most + 1;
    const lists: Readonly<Record<number, number>> = {
      [P.CHOSEN]: effects.instance.length, [P.PART_COUNTS]: tallies.length, [P.PROPERTY_COUNTS]: tallies.perProperty.length, [P.TAKEN]: taken.length,
      [P.TARGETS]: stuck ? STEPS + 2 * most : 0, [P.CANNOT]: stuck?.masks.groups ?? 0, [P.WAITING_WORDS]: most * store.width, [P.WAITING_PARENTS]: most,
      [P.WAITING_HASHES]: most, [P.WAITING_ENTRIES]: most, [P.NUMBERS]: word.length, [P.ROW_OF]: word.length,
      [P.HIT]: watch.hits.most, [P.STEPPED]: before?.violations.most ?? 0, [P.TAKING]: enabled.most,
      [P.LAST_OF_PART]: tallies.length, [P.LAST_OF_PROPERTY]: tallies.perProperty.length,
    };
    for (const [k, length] of Object.entries(lists)) this.#list(Number(k), length);
    // No occasion was counted yet.
    for (const k of [P.LAST_OF_PART, P.LAST_OF_PROPERTY]) this.#list(k).fill(-1);
  }
}
