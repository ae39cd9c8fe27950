/** Properties of kind `step`, looked at on every step. For each action only what it can affect is left of them. */
import type { Ir } from '../model/ir.ts';
import { isConst } from '../ir/build.ts';
import type { Compiled } from './compiled.ts';
import { BeforeStep, type StepPart } from './before-step.ts';
import type { Test } from './generate.ts';
import type { Stepper } from './stepper.ts';
import type { Tallies } from './tallies.ts';

interface Check {
  readonly part: number;
  readonly test: Test;
}

export class Steps {
  readonly #tallies: Tallies;
  /** By action: what it may violate. */
  readonly #violations: (readonly Check[] | undefined)[] = [];
  /** By action: antecedents that it may make true. */
  readonly #antecedents: (readonly Check[] | undefined)[] = [];
  /** Steps looked at. */
  #steps = 0;

  readonly #compiled: Compiled;
  readonly #parts: readonly StepPart[];
  #before: BeforeStep | undefined;
  /** Violations in the state that {@link look} was told of. */
  #found = 0;

  constructor(ir: Ir, compiled: Compiled, tallies: Tallies) {
    this.#tallies = tallies;
    this.#compiled = compiled;
    const properties = ir.properties.flatMap((p, k) => (p.kind === 'step' ? p.parts.map((part, m) => ({ part, k: tallies.position(k, m) })) : []));
    const { recoder } = compiled;
    const parts: StepPart[] = [];
    ir.actions.forEach((_, action) => {
      if (!compiled.layout.domains.possible[action]) return;
      const on = { action, touched: compiled.effects.touched(action) };
      for (const { part, k } of properties) {
        const when = recoder.expression(part.when, on);
        if (isConst(when, false)) continue;
        parts.push({ action, part: k, when, violated: recoder.build.and([when, recoder.build.not(recoder.expression(part.e, on))]) });
      }
    });
    this.#parts = parts;
  }

  /** The tests on the state after, for those that ask for them. */
  #tests(action: number): void {
    if (this.#violations[action] !== undefined) return;
    const { generator } = this.#compiled;
    const own = this.#parts.filter((p) => p.action === action);
    this.#antecedents[action] = own.map((p) => ({ part: p.part, test: generator.test(p.when) }));
    this.#violations[action] = own.filter((p) => !isConst(p.violated, false)).map((p) => ({ part: p.part, test: generator.test(p.violated) }));
  }

  /** The layout has other bundles now. */
  rebundled(): void {
    this.#before?.rebundled();
  }

  /** Look at all steps from the state that a stepper is at, before they are taken; {@link violates} tells of each. */
  look(stepper: Stepper): void {
    this.#found = this.before?.look(stepper) ?? 0;
  }

  /** Whether the step by `action`, which was just made from the state looked at, violates a property; it is entered. */
  violates(action: number, stepper: Stepper, state: number, depth: number): boolean {
    const before = this.#before;
    if (before === undefined) return false;
    if (before.rest[action] === 1) return this.check(action, stepper.after(), state, depth);
    if (this.#found === 0) return false;
    let violating = false;
    for (let k = 0; k < this.#found; k++)
      if (before.actions[k] === action) {
        if (!violating) this.#steps++;
        violating = true;
        this.#tallies.hit(before.parts[k]!, state, action, depth, this.#steps);
      }
    return violating;
  }

  /** What is looked for before a step; undefined where nothing is. */
  get before(): BeforeStep | undefined {
    if (this.#parts.length > 0) this.#before ??= new BeforeStep(this.#compiled, this.#tallies, this.#parts);
    return this.#before;
  }

  /** Steps looked at: a checkpoint needs the number, because each is an occasion of its own to the tallies. */
  get looked(): number {
    return this.#steps;
  }
  /** The tallies were restored from a checkpoint. */
  restored(looked: number): void {
    this.#steps = looked;
  }

  /** Judge, by the codes before and after, the step that was just taken from `state`; whether it violates a property. */
  check(action: number, codes: Int32Array, state: number, depth: number): boolean {
    this.#tests(action);
    for (const c of this.#antecedents[action]!) if (!this.#tallies.met(c.part) && c.test(codes)) this.#tallies.meet(c.part);
    const violations = this.#violations[action]!;
    if (violations.length === 0) return false;
    this.#steps++;
    let violating = false;
    for (const c of violations)
      if (c.test(codes)) {
        violating = true;
        this.#tallies.hit(c.part, state, action, depth, this.#steps);
      }
    return violating;
  }
}
