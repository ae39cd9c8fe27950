/**
 * Properties of progress of designs with two slots through our engine and SPIN. SPIN's automata bear three assumptions, the
 * properties name more: each is asked with as few as it holds with, and with one less.
 */
import assert from 'node:assert/strict';
import { findDesign } from '../../checker/cli/input/designs.ts';
import { compose } from '../../checker/compile/compose.ts';
import { MOST_ASSUMPTIONS } from '../../checker/export/program/behaviours.ts';
import type { Ir, IrFairness, IrPart, IrProperty } from '../../checker/model/ir.ts';
import { decide } from '../../checker/reduce/decide.ts';
import { assertLivenessAgrees } from './liveness.ts';
import { getOptions } from './options.ts';

const { designs, record } = getOptions();

/** Two slots, and the fewest states of those configurations in which a CPU is plugged, started and ejected. */
const CONFIGURATION = 'boot+hot-el2';
/** Asked of the hot-pluggable slot. */
const ASKED: readonly (readonly [id: string, part: string])[] = [['CommandEnds', ''], ['EjectEnds', 'i=1 x=0'], ['CpuOnTakesEffect', 'i=1 x=0']];

const narrowed = (ir: Ir, p: IrProperty, part: IrPart, fairness: readonly IrFairness[]): Ir => ({ ...ir, properties: [{ ...p, parts: [{ ...part, fairness }] }] });
const kept = async (ir: Ir): Promise<boolean> => (await decide(ir, { coverage: false })).verdicts[1]!.outcome === 'holds';

/** As few of the assumptions as it still holds with. */
const fewest = async (ir: Ir, p: IrProperty, part: IrPart): Promise<readonly IrFairness[]> => {
  let left = part.fairness ?? [];
  for (const f of left) {
    const fewer = left.filter((x) => x !== f);
    if (await kept(narrowed(ir, p, part, fewer))) left = fewer;
  }
  return left;
};

describe('designs with properties of progress, and SPIN', function () {
  this.timeout(0);
  if (record) return;

  for (const name of ['rfc-v5', 'corrected'].filter((d) => designs.includes(d)))
    for (const [id, label] of ASKED)
      it(`${name}: ${id}`, async () => {
        const { design } = await findDesign(name);
        const ir = compose(design.configurations.find((c) => c.id === CONFIGURATION)!.system());
        const p = ir.properties.find((x) => x.id === id)!;
        const part = p.parts.find((x) => x.label === label);
        assert.ok(part, `${id} has no part ${label}: ${p.parts.map((x) => x.label).join('; ')}`);
        const needed = await fewest(ir, p, part);
        assert.ok(needed.length > 0 && needed.length <= MOST_ASSUMPTIONS, needed.map((f) => f.name).join('; '));
        assert.equal((await assertLivenessAgrees(narrowed(ir, p, part, needed), { optimise: '-O0' })).kept, 1);
        assert.equal((await assertLivenessAgrees(narrowed(ir, p, part, needed.slice(1)), { optimise: '-O0' })).broken, 1);
      });
});
