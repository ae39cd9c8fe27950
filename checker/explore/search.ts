/** Breadth-first search, level by level, over packed states. */
import type { Ir } from '../model/ir.ts';
import { step } from '../ir/interpret.ts';
import { isCheckpointError } from './checkpoint/checkpoint-error.ts';
import { Checkpoints, type Checkpointed } from './checkpoint/checkpoints.ts';
import type { Bundles } from './bundles.ts';
import { Compiled } from './compiled.ts';
import { Economy } from './economy.ts';
import { DEFAULT_MEMORY, type ExploreOptions } from './options.ts';
import { Kernel } from './kernel/kernel.ts';
import { Pending } from './pending.ts';
import { Stepper } from './stepper.ts';
import { Steps } from './steps.ts';
import { FULL, Store } from './store.ts';
import { Stuck } from './stuck.ts';
import type { Test } from './generate.ts';
import type { StoreKind } from './visited/plan.ts';
import { ILL_TYPED, TERMINAL, VIOLATING, Watch } from './watch.ts';

/** States between two looks at the clock. */
const BATCH = 2048;
/** Of a state, about. */
const SUCCESSORS = 8;
const YIELD_MS = 50;
const PROGRESS_MS = 500;
/** States from which on a kernel pays. */
const KERNEL_FROM = 20_000;

export type Stop = 'memory' | 'aborted' | 'defect' | 'checkpoint';

export class Search {
  readonly ir: Ir;
  readonly compiled: Compiled;
  readonly store: Store;
  readonly watch: Watch;
  readonly steps: Steps;
  /** Undefined if nothing asks, or where they are done without ({@link Economy.ease}). */
  stuck: Stuck | undefined;
  readonly economy = new Economy(this);
  /** How it was told at the end whether a state is new. */
  kind: StoreKind = 'hash';
  readonly taken: Float64Array;
  /** First state of each level. */
  readonly levels: number[] = [0];
  transitions = 0;
  stop: Stop | undefined;
  /** Set with stop 'defect': the action, and the state it was taken in. */
  defect: { readonly state: number; readonly action: number } | undefined;
  #stepper: Stepper;
  #kernel: Kernel | undefined;
  /** It has become large enough for a kernel, and got one if it may. */
  #large = false;
  #pending: Pending;
  readonly #dead: readonly { readonly part: number; readonly test: Test }[];
  readonly options: ExploreOptions;
  /** By tally: properties at which it stops. */
  readonly #stopAt: readonly number[];
  readonly #started = performance.now();
  readonly #checkpoints: Checkpoints | undefined;
  #expanded = 0;
  /** With stop 'checkpoint': why none could be written. */
  unwritten: string | undefined;

  constructor(ir: Ir, options: ExploreOptions) {
    this.ir = ir;
    this.options = options;
    this.compiled = new Compiled(ir, options.packing);
    const { layout, recoder, generator } = this.compiled;
    this.store = new Store(layout.width, options.memory ?? DEFAULT_MEMORY, (why) => this.economy.ease(why));
    this.watch = new Watch(ir, this.compiled);
    this.steps = new Steps(ir, this.compiled, this.watch.tallies);
    this.taken = new Float64Array(ir.actions.length);
    this.#stepper = new Stepper(this.compiled);
    this.#pending = new Pending(layout.width);
    this.stuck = this.economy.keepsSteps ? Stuck.of(ir, this.compiled, this.watch.tallies, this.store) : undefined;
    this.#stopAt = ir.properties.flatMap((p, k) => (options.stopAt?.has(p.id) ? [k + 1] : []));
    this.#checkpoints = options.checkpoint && new Checkpoints(this.#checkpointed(), options.checkpoint);
    this.#dead = ir.properties.flatMap((p, k) =>
      p.kind === 'dead' ? p.parts.map(({ when }, m) => ({ part: this.watch.tallies.position(k, m), test: generator.test(recoder.expression(when)) })) : [],
    );
  }

  /** States that are expanded, and all before them. */
  get shelvable(): number {
    return this.options.order === 'reverse' ? 0 : this.#expanded;
  }

  /** Grant memory, or refuse it; below 0 it is given back. */
  reserve(bytes: number): boolean {
    return this.store.reserve(bytes) || (this.economy.ease('memory') && this.store.reserve(bytes));
  }

  #checkpointed(): Checkpointed {
    const { ir, options, store, watch, steps, taken, levels } = this;
    const { layout, effects } = this.compiled;
    const rebundle = (bundles: Bundles): void => {
      layout.bundles = bundles;
      store.width = layout.width;
      this.#rebundled();
    };
    return { ir, options, store, watch, steps, taken, levels, used: effects.used, edges: () => this.stuck?.edges, economy: this.economy, layout, rebundle };
  }

  /** A state without steps violates something. */
  get looksAtDeadlocks(): boolean {
    return this.#dead.length > 0;
  }

  get elapsedMs(): number {
    return performance.now() - this.#started;
  }

  /** Explore everything that the options allow. */
  async run(): Promise<void> {
    const from = this.#begin();
    const reverse = this.options.order === 'reverse';
    let yielded = performance.now();
    let reported = yielded;
    this.#heed();
    for (let depth = from.depth; this.stop === undefined; depth++) {
      const begin = this.levels[depth]!;
      const end = this.levels[depth + 1] ?? this.store.count;
      if (begin === end) break;
      if (this.levels.length === depth + 1) this.levels.push(end);
      let done = depth === from.depth ? from.done : 0;
      while (done < end - begin && this.stop === undefined) {
        const until = Math.min(done + Math.max(BATCH, (this.store.visited?.batch ?? 0) / SUCCESSORS), end - begin);
        for (; done < until && this.stop === undefined; done++) {
          // One widening may not be enough for what a state can bring.
          while (this.compiled.layout.bundles.crowded && this.stop === undefined) this.#improve();
          if (this.stop !== undefined) break;
          if (this.#kernel) done += this.#run(begin + done, begin + until);
          if (done === until || this.stop !== undefined) break;
          this.#visit(reverse ? end - 1 - done : begin + done, depth);
          if (this.#pending.enough || this.#kernel) {
            this.#enter();
            this.#improve();
          }
        }
        this.#settle();
        if (done === end - begin || this.stop !== undefined) this.#enter();
        if (this.#stopAt.some((k) => this.watch.tallies.perProperty[k]! > 0)) this.stop ??= 'aborted';
        const now = performance.now();
        if (now - yielded < YIELD_MS) continue;
        yielded = now;
        if (now - reported >= PROGRESS_MS && this.options.onProgress) {
          reported = now;
          this.options.onProgress(this.#progress(depth));
        }
        await new Promise((resume) => setImmediate(resume));
        this.#heed();
      }
      if (this.stop === 'aborted') {
        this.#enter();
        this.#save(depth, done);
      }
      if (this.stop === undefined) {
        this.#save(depth + 1, 0);
        this.#heed();
      }
      if (this.stop !== undefined) this.#judgeRest(reverse, begin, end, done, depth);
    }
    this.#checkpoints?.close();
    this.kind = this.store.kind;
    if (this.levels.at(-1) !== this.store.count) this.levels.push(this.store.count);
    this.stuck?.edges.foresee(this.store.count);
    this.stuck?.judge(this.watch.tallies, (s) => this.depthOf(s));
  }

  /** Let the kernel expand states, as far as it can; how many. */
  #run(from: number, until: number): number {
    const kernel = this.#kernel!;
    const n = kernel.expand(from, until);
    this.#expanded += n;
    if (kernel.over) {
      this.#settle();
      this.#kernel = undefined;
    } else if (n < until - from) kernel.visited();
    return n;
  }

  /** What was counted meanwhile, and the memory that it took. A search that has become large gets a kernel. */
  #settle(): void {
    this.#kernel?.settle();
    const { bundles } = this.compiled.layout;
    if (!this.store.beside(bundles.bytes) && !(this.economy.ease('memory') && this.store.beside(bundles.bytes))) this.stop ??= 'memory';
    this.store.shelve(this.shelvable);
    if (this.economy.prefersSet) {
      this.#enter();
      this.economy.sift();
    }
    if (this.#large || this.store.count < (this.options.kernel?.from ?? KERNEL_FROM)) return;
    this.#large = true;
    this.#enter();
    this.economy.begin();
    this.#kernel = Kernel.of(this);
  }

  /** Where to begin: at the initial state, or where a checkpoint stands. */
  #begin(): { readonly depth: number; readonly done: number } {
    const kept = this.#checkpoints?.begin();
    if (kept === 'memory') this.stop = 'memory';
    else if (kept !== undefined) {
      this.transitions = kept.transitions;
      this.#expanded = kept.expanded;
      return kept;
    } else if (this.store.add(this.compiled.layout.pack(this.ir.instances.map((i) => i.initial)), -1) === FULL) this.stop = 'memory';
    return { depth: 0, done: 0 };
  }

  /** A checkpoint, if any are kept. Where it cannot be written the search stops: it was not to go on without. */
  #save(depth: number, done: number): void {
    try {
      this.#checkpoints?.save({ depth, done, transitions: this.transitions, expanded: this.#expanded });
    } catch (e) {
      if (!isCheckpointError(e)) throw e;
      this.stop = 'checkpoint';
      this.unwritten = e.message;
    }
  }

  #heed(): void {
    if (this.options.signal?.aborted) this.stop ??= 'aborted';
  }

  #progress(depth: number) {
    const { count: states, bytes } = this.store;
    return { states, transitions: this.transitions, frontier: states - this.#expanded, depth, bytes, elapsedMs: this.elapsedMs };
  }

  /** Steps from the initial state to a state. */
  depthOf(state: number): number {
    let d = 0;
    while (d + 1 < this.levels.length && this.levels[d + 1]! <= state) d++;
    return d;
  }

  /** The search stopped early: states found but not reached are still judged, only their successors stay unknown. */
  #judgeRest(reverse: boolean, begin: number, end: number, done: number, depth: number): void {
    for (let k = done; k < end - begin; k++) this.#judge(reverse ? end - 1 - k : begin + k, depth);
    for (let s = end; s < this.store.count; s++) this.#judge(s, depth + 1);
  }

  #judge(state: number, depth: number): number {
    this.#stepper.go(this.store.chunk(state), this.store.offset(state));
    return this.watch.state(this.#stepper, state, depth);
  }

  /** Judge a state and expand it. */
  #visit(state: number, depth: number): void {
    const flags = this.#judge(state, depth);
    this.#expanded++;
    if ((flags & (TERMINAL | ILL_TYPED)) !== 0) return;
    const stepper = this.#stepper;
    const { actions, next } = stepper;
    const n = stepper.enabled();
    if (n === 0) for (const d of this.#dead) if (d.test(stepper.unpacked())) this.watch.tallies.hit(d.part, state, -1, depth, state);
    if ((flags & VIOLATING) !== 0 && this.options.expandViolating === false) return;
    this.steps.look(stepper);
    this.stuck?.open();
    let degree = 0;
    const backwards = this.options.order === 'reverse';
    for (let k = 0; k < n; k++) {
      const action = actions[backwards ? n - 1 - k : k]!;
      if (!stepper.move(action)) {
        this.stop = 'defect';
        this.defect = { state, action };
        return;
      }
      this.taken[action]!++;
      this.transitions++;
      this.stuck?.moves(action);
      if (this.steps.violates(action, stepper, state, depth + 1) && this.options.expandViolating === false) continue;
      this.#pending.push(next, state);
      degree++;
    }
    this.stuck?.close(state, degree);
  }

  /** Pack states otherwise, where that has come to be needed. */
  #improve(): void {
    const { layout } = this.compiled;
    if (this.#pending.count > 0) this.#enter();
    const how = layout.improve(this.store.count, (width, one) => this.store.recode(width, one));
    if (how === undefined) return;
    if (how === 'refused') this.stop ??= 'memory';
    if (how === 'divided') this.#rebundled();
    else this.#relaid();
  }

  /** What was made for other bundles is made anew. */
  #rebundled(): void {
    this.compiled.rebundled();
    this.watch.rebundled();
    this.steps.rebundled();
    this.#relaid();
  }

  #relaid(): void {
    this.#kernel?.settle();
    this.#kernel?.renew();
    this.#stepper = new Stepper(this.compiled);
    this.#pending = new Pending(this.compiled.layout.width);
  }

  /** Enter the successors that wait. */
  #enter(): void {
    const entered = this.store.addAll(this.#pending);
    const kept = this.stuck?.enter(this.#pending.targets, entered) ?? true;
    if (entered < this.#pending.count || (!kept && !this.economy.ease('memory'))) this.stop ??= 'memory';
    this.#pending.count = 0;
  }

  /** Local states after an action of a found state. */
  after(state: number, action: number): number[] {
    return step(this.ir, action, this.compiled.layout.read(this.store.chunk(state), this.store.offset(state)));
  }
}
