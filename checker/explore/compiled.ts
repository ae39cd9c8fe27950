/** A system made ready for the search: layout, effects, and the rules of what is enabled. */
import { FALSE, TRUE } from '../ir/build.ts';
import type { Ir, IrExpr } from '../model/ir.ts';
import type { Packing } from './bundles.ts';
import { Effects } from './effects.ts';
import { Generator } from './generate.ts';
import { Layout } from './layout.ts';
import { Masks } from './masks.ts';
import { acrossBundles, Moves } from './moves.ts';
import { Recoder } from './recode.ts';
import { rulesOf, type Rule } from './rules.ts';

export class Compiled {
  readonly ir: Ir;
  readonly layout: Layout;
  readonly recoder: Recoder;
  readonly generator: Generator;
  readonly effects: Effects;
  /** By action: its condition, over codes. */
  readonly guards: readonly IrExpr[];
  /** Which actions are enabled, and which cases of their effects count ({@link Compiled.told}). */
  enabled!: Masks;
  /** By rule id, beyond those of the actions: an effect and which case of it counts. */
  told!: readonly { readonly action: number; readonly effect: number; readonly chosen: number }[];
  /** By action: effects of which that must be told. */
  asked!: readonly (readonly number[])[];
  moves!: Moves;

  constructor(ir: Ir, packing?: Packing) {
    this.ir = ir;
    this.layout = new Layout(ir, packing);
    this.recoder = new Recoder(this.layout);
    const b = this.recoder.build;
    this.generator = new Generator(b.sizes);
    this.effects = new Effects(ir, this.layout, this.recoder, this.generator);
    this.guards = ir.actions.map((a, k) => (this.layout.domains.possible[k] ? b.and(a.guard.map((g) => this.recoder.expression(g.e))) : FALSE));
    this.rebundled();
  }

  /** The layout has other bundles now. */
  rebundled(): void {
    const { effects, guards, generator } = this;
    const { bundles } = this.layout;
    const b = this.recoder.build;
    const across = acrossBundles(effects, bundles);
    const told: { action: number; effect: number; chosen: number }[] = [];
    const rules: Rule[] = [];
    // The rules of an action stand together, what tells of its effects first, and of each effect its cases in their order.
    this.asked = guards.map((guard, action) => {
      const own = Array.from({ length: effects.first[action + 1]! - effects.first[action]! }, (_, k) => effects.first[action]! + k).filter((e) => across.has(e));
      for (const effect of own)
        for (const [chosen] of effects.cases[-1 - effects.offset[effect]!]!.entries())
          rules.push(...rulesOf(b, guards.length + told.push({ action, effect, chosen }) - 1, b.and([guard, effects.conditions[-1 - effects.offset[effect]!]![chosen] ?? TRUE])));
      rules.push(...rulesOf(b, action, guard));
      return own;
    });
    this.told = told;
    this.enabled = new Masks(rules, bundles, generator);
    this.moves = new Moves(effects, bundles);
  }
}
