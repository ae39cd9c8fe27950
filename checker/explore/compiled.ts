/** A system made ready for the search: layout, effects, and the forest of enabling conditions. */
import type { Ir } from '../model/ir.ts';
import { Effects } from './effects.ts';
import { Forest } from './forest.ts';
import { Generator } from './generate.ts';
import { Layout } from './layout.ts';
import { Recoder } from './recode.ts';
import { rulesOf } from './rules.ts';

export class Compiled {
  readonly ir: Ir;
  readonly layout: Layout;
  readonly recoder: Recoder;
  readonly generator: Generator;
  readonly effects: Effects;
  readonly #enabled: Forest;

  constructor(ir: Ir) {
    this.ir = ir;
    this.layout = new Layout(ir);
    this.recoder = new Recoder(this.layout);
    const b = this.recoder.build;
    this.generator = new Generator(b.sizes);
    this.effects = new Effects(ir, this.layout, this.recoder, this.generator);
    const rules = ir.actions.flatMap((a, k) => {
      if (!this.layout.domains.possible[k]) return [];
      return rulesOf(b, k, b.and(a.guard.map((g) => this.recoder.expression(g.e))));
    });
    this.#enabled = new Forest(rules, b.sizes, this.generator);
    this.mostRules = rules.length;
  }
  /** Room that {@link enabled} may need. */
  readonly mostRules: number;

  /** Write the enabled actions to `out`, ascending, each once; how many. Terminal states are the caller's concern. */
  enabled(codes: Int32Array, out: Int32Array): number {
    const n = this.#enabled.match(codes, out);
    let kept = 0;
    for (let k = 0; k < n; k++) {
      const a = out[k]!;
      let m = kept - 1;
      while (m >= 0 && out[m]! > a) m--;
      if (m >= 0 && out[m] === a) continue;
      for (let j = kept; j > m + 1; j--) out[j] = out[j - 1]!;
      out[m + 1] = a;
      kept++;
    }
    return kept;
  }
}
