/** Properties of progress through our engine and SPIN: equal verdicts part by part, and SPIN's lassos are lassos of the model. */
import assert from 'node:assert/strict';
import { explore } from '../../checker/explore/explore.ts';
import { follow } from '../../checker/ir/follow.ts';
import { holds } from '../../checker/ir/interpret.ts';
import { accountOf } from '../../checker/liveness/account.ts';
import { behavioursOf } from '../../checker/export/program/behaviours.ts';
import { identifiersOf } from '../../checker/export/program/identifiers.ts';
import { programOf } from '../../checker/export/program/program.ts';
import { formulaName } from '../../checker/export/program/promela-ltl.ts';
import type { Ir, IrPart } from '../../checker/model/ir.ts';
import type { ProgressKind } from '../../checker/model/property.ts';
import { exportsOf } from './agreement.ts';
import { spinLiveness, type SpinLasso } from './spin-liveness.ts';
import { inFolder } from './tools.ts';

export interface LiveComparison {
  readonly optimise: '-O0' | '-O1';
  /** What SPIN is given, made of the export. A test of the comparison itself gives it something else. */
  readonly altered?: (promela: string) => string;
  /** Not more formulas of it. */
  readonly most?: number;
}

/** SPIN's behaviour is one of ours, fair by our own account, and never reaches what is owed. */
const assertLasso = (ir: Ir, kind: ProgressKind, part: IrPart, { stem, loop }: SpinLasso): void => {
  const { states, refusal } = follow(ir, [...stem, ...loop]);
  assert.equal(refusal, undefined);
  const reached = (s: readonly number[]): boolean => holds(part.e, s) || (part.unless !== undefined && holds(part.unless, s));
  let since = 0;
  if (kind === 'leadsTo') {
    const last = states.findLastIndex(reached);
    since = states.findIndex((s, k) => k > last && holds(part.when, s));
    // The obligation may begin within the loop, which then owes it all the way round.
    assert.ok(since >= 0, 'nothing is owed in it');
  }
  const steps = [...stem, ...loop].map((action, k) => ({ action, state: [...states[k + 1]!] }));
  // Once more round, so that an obligation that begins in the loop begins before it.
  const again = loop.map((action, k) => ({ action, state: [...states[stem.length + k + 1]!] }));
  accountOf(ir, kind, part, { trace: { initial: [...states[0]!], steps: [...steps, ...again] }, loop: stem.length + loop.length, since });
};

/** Compare; how many formulas each way, and how many of SPIN's own claims were asked too. */
export const assertLivenessAgrees = async (ir: Ir, { optimise, altered = (x) => x, most = Infinity }: LiveComparison): Promise<{ readonly broken: number; readonly kept: number; readonly bySpin: number }> => {
  const program = programOf(ir);
  const ids = identifiersOf(program, ['asked', 'stop', 'nothing', 'liveness', 'took', 'ended']);
  const result = await explore(ir, { behind: false });
  assert.ok(result.complete, result.reason?.text);
  const count = { broken: 0, kept: 0, bySpin: 0 };
  return inFolder(async (folder) => {
    const spin = await spinLiveness(ir, altered(exportsOf(ir).promela), folder, optimise, most);
    for (const c of behavioursOf(program).claims) {
      const p = ir.properties[c.property]!;
      const ours = result.verdicts[c.property + 1]!.parts[c.part]!.outcome;
      const name = formulaName(ids, c);
      const verdict = spin.get(name);
      if (!verdict) continue;
      const said = [verdict.exported, ...(verdict.own ? [verdict.own.lasso] : [])];
      for (const lasso of said) {
        assert.equal(lasso === undefined ? 'holds' : 'violated', ours, `SPIN differs from us in ${name}`);
        if (lasso) assertLasso(ir, p.kind as ProgressKind, p.parts[c.part]!, lasso);
      }
      count.bySpin += said.length - 1;
      count[ours === 'holds' ? 'kept' : 'broken']++;
    }
    assert.equal(count.broken + count.kept, spin.size);
    return count;
  });
};
