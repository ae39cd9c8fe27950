/**
 * The set of hypotheses, carried along a recording moment by moment. Before a moment that asks something of the system
 * the set is closed under what may have happened unseen: steps that leave no line, and parts of open commands that
 * leave none. The closure is bounded; at the bound the check ends undecided, it never goes on with a part of the set.
 */
import { hypothesis, HypothesisSet, type Hypothesis, type Open, type Owed } from './hypothesis.ts';
import type { ActionPart, CheckPart, Part } from './mapping.ts';
import type { Moment } from './moment.ts';
import type { Moves } from './moves.ts';
import type { Chain, Due } from './plan.ts';
import { readVariables, type Reading } from './reading.ts';
import type { Variables } from './subject.ts';

export class ClosureBound extends Error {
  readonly limit: number;

  constructor(limit: number) {
    super(`more than ${limit} states can be reached unseen`);
    this.name = 'ClosureBound';
    this.limit = limit;
  }
}

export class Track {
  readonly moves: Moves;
  readonly #readings: ReadonlyMap<number, Reading>;
  readonly #limit: number;
  /** The largest closure so far. */
  widest = 1;

  constructor(moves: Moves, readings: ReadonlyMap<number, Reading>, limit: number) {
    this.moves = moves;
    this.#readings = readings;
    this.#limit = limit;
  }

  reading(line: number): Reading {
    return this.#readings.get(line)!;
  }

  /** What one alternative of the command in this line brings about. */
  parts(line: number, alternative: number): readonly Part[] {
    const { meaning } = this.reading(line);
    return meaning && 'call' in meaning ? meaning.call[alternative]! : [];
  }

  /** What is possible at a moment, before its line is looked at. */
  close(from: readonly Hypothesis[], moment: Moment): Hypothesis[] {
    const all = new HypothesisSet();
    const levels: Hypothesis[][] = [];
    const put = (h: Hypothesis): void => {
      if (!all.add(h)) return;
      if (all.size > this.#limit) throw new ClosureBound(this.#limit);
      (levels[h.length] ??= []).push(h);
    };
    from.forEach(put);
    for (let n = Math.min(...from.map((h) => h.length)); n < levels.length; n++) {
      const level = levels[n] ?? [];
      // The level grows while it is walked: a part that is no step has no length.
      for (let k = 0; k < level.length; k++) this.#unseen(level[k]!, moment).forEach(put);
    }
    this.widest = Math.max(this.widest, all.size);
    return all.list();
  }

  #unseen(h: Hypothesis, moment: Moment): Hypothesis[] {
    // The lines of one step follow each other; only an answer can fall between them.
    if (h.owed && moment.kind !== 'return') return [];
    const line = moment.line.number;
    const silent = this.moves.silent(h.state).map(({ action, state }) => hypothesis(state, h.open, h.owed, h, { action, evidence: 'inferred', line }));
    return [...silent, ...h.open.flatMap((o) => this.#unseenPart(h, o, line))];
  }

  #unseenPart(h: Hypothesis, o: Open, line: number): Hypothesis[] {
    const part = this.next(o);
    if (!part) return [];
    const command = this.reading(o.line);
    if ('check' in part) return this.#describes(part, command, h.state) ? [hypothesis(h.state, this.#advanced(h.open, o), h.owed, h)] : [];
    return this.moves.plan.partMembers(part, command).flatMap((action) => {
      const post = this.#takes(part, action, command, h.state);
      if (post === undefined || this.moves.chain(action, h.state, part, command).length > 0) return [];
      return [hypothesis(post, this.#advanced(h.open, o), h.owed, h, { action, evidence: 'command', line })];
    });
  }

  /** The part of an open command that comes next. */
  next(o: Open): Part | undefined {
    return this.parts(o.line, o.alternative)[o.done];
  }

  /** The state after `action` if it can be taken as that part of the command. */
  #takes(part: ActionPart, action: number, command: Reading, state: number): number | undefined {
    const { plan } = this.moves;
    const post = this.moves.after(action, state);
    if (post === undefined) return undefined;
    const both = { ...command.variables, ...plan.action(action).args };
    const place = { line: command.line.kind, part: part.action };
    const fits = plan.subject.holds(part.before, both, this.moves.state(state), place) && plan.subject.holds(part.after, both, this.moves.state(post), place);
    return fits ? post : undefined;
  }

  /** One part further; a command that is done and will not be answered is forgotten. */
  #advanced(open: readonly Open[], o: Open): Open[] {
    const further = { ...o, done: o.done + 1 };
    const over = this.reading(o.line).shape === 'unanswered' && further.done === this.parts(o.line, o.alternative).length;
    return open.flatMap((x) => (x !== o ? [x] : over ? [] : [further]));
  }

  /** A command is sent: from now on it may have any of its effects. */
  call(from: readonly Hypothesis[], reading: Reading): Hypothesis[] {
    const alternatives = reading.meaning && 'call' in reading.meaning ? reading.meaning.call.length : 0;
    return from.flatMap((h) =>
      Array.from({ length: alternatives }, (_, alternative) => hypothesis(h.state, [...h.open, { line: reading.line.number, alternative, done: 0 }], h.owed, h)),
    );
  }

  /** A command is answered: all its parts have happened, and their lines have been seen. */
  answer(from: readonly Hypothesis[], reading: Reading): Hypothesis[] {
    const { number } = reading.line;
    return from.flatMap((h) => {
      const o = h.open.find((x) => x.line === number);
      if (!o || o.done < this.parts(number, o.alternative).length || h.owed?.command === number) return [];
      return [hypothesis(h.state, h.open.filter((x) => x !== o), h.owed, h)];
    });
  }

  /** At the end: no step owes a line, and commands whose answer nobody awaits (no answer, and no error either) have been carried out. */
  settled(from: readonly Hypothesis[]): Hypothesis[] {
    return from.filter((h) => !h.owed && h.open.every((o) => this.reading(o.line).line.fields.error !== undefined || o.done === this.parts(o.line, o.alternative).length));
  }

  /** A line left behind by a step: the next of a step that owes one, or the first of a new step. */
  trace(from: readonly Hypothesis[], reading: Reading): Hypothesis[] {
    const out = new HypothesisSet();
    for (const h of from)
      for (const next of h.owed ? this.#paid(h.state, h.owed, reading, h.open, h) : this.#begun(h, reading)) out.add(next);
    return out.list();
  }

  #begun(h: Hypothesis, reading: Reading): Hypothesis[] {
    const { plan } = this.moves;
    const line = reading.line.number;
    const begin = (action: number, post: number, chain: Chain, open: readonly Open[], command?: number): Hypothesis[] => {
      if (!chain[0]?.some((due) => plan.fits(due, reading))) return [];
      const owed: Owed = { action, pre: h.state, post, chain, group: 0, seen: [], kept: {}, ...(command === undefined ? {} : { command }) };
      return this.#paid(post, owed, reading, open, h, { action, evidence: 'observed', line });
    };
    const own = plan.candidates(reading).flatMap((action) => {
      const post = this.moves.after(action, h.state);
      return post === undefined ? [] : begin(action, post, this.moves.chain(action, h.state), h.open);
    });
    const ofCommands = h.open.flatMap((o) => {
      const part = this.next(o);
      if (!part || !('action' in part)) return [];
      const command = this.reading(o.line);
      return plan.partMembers(part, command).flatMap((action) => {
        const post = this.#takes(part, action, command, h.state);
        return post === undefined ? [] : begin(action, post, this.moves.chain(action, h.state, part, command), this.#advanced(h.open, o), o.line);
      });
    });
    return [...own, ...ofCommands];
  }

  /** Hypotheses in which this line is one of those that are due next. */
  #paid(state: number, owed: Owed, reading: Reading, open: readonly Open[], parent: Hypothesis, step?: Hypothesis['step']): Hypothesis[] {
    const group = owed.chain[owed.group]!;
    return group.flatMap((due, n) => {
      if (owed.seen.includes(n) || !this.pays(due, owed, reading)) return [];
      const seen = [...owed.seen, n].sort((a, b) => a - b);
      const kept = due.emission.keep.reduce<Variables>((k, name) => ({ ...k, [name]: reading.variables[name]! }), owed.kept);
      const left: Owed | undefined =
        seen.length < group.length ? { ...owed, seen, kept } : owed.group + 1 < owed.chain.length ? { ...owed, group: owed.group + 1, seen: [], kept } : undefined;
      return [hypothesis(state, open, left, parent, step)];
    });
  }

  /** Whether the line is the one that is due, in what it says and in what must hold around the step. */
  pays(due: Due, owed: Pick<Owed, 'pre' | 'post' | 'action' | 'kept'>, reading: Reading): boolean {
    const { subject } = this.moves.plan;
    const place = { line: reading.line.kind, step: this.moves.plan.action(owed.action).name };
    const both = { ...owed.kept, ...due.variables, ...reading.variables };
    return (
      this.moves.plan.fits(due, reading) &&
      subject.holds(due.emission.before, both, this.moves.state(owed.pre), place) &&
      subject.holds(due.emission.after, both, this.moves.state(owed.post), place)
    );
  }

  /** The line describes the state: hypotheses in which it does. */
  describe(from: readonly Hypothesis[], reading: Reading): Hypothesis[] {
    const { meaning } = reading;
    return meaning && 'state' in meaning ? from.filter((h) => this.#describes({ ...meaning, check: meaning.state }, reading, h.state)) : [...from];
  }

  #describes(what: CheckPart, reading: Reading, state: number): boolean {
    const { subject } = this.moves.plan;
    const values = subject.over(what.each, reading.variables).map((v) => readVariables(what.bind ?? {}, reading.line.fields, subject.ir.sorts, v));
    return values.every((v) => subject.holds(what.check, v, this.moves.state(state), { line: reading.line.kind }));
  }
}
