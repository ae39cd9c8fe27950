/** Properties of progress by SPIN: a search for an acceptance cycle for each never claim of an export, and for SPIN's own claim of the same formula where it has one. */
import fs from 'node:fs';
import path from 'node:path';
import { readTrail } from '../../checker/export/trail.ts';
import { formulasIn } from '../../checker/export/program/promela-ltl.ts';
import type { Ir } from '../../checker/model/ir.ts';
import { must, run } from './tools.ts';

/** A behaviour that breaks a formula: actions of its stem, and of its loop (none: it rests). */
export interface SpinLasso {
  readonly stem: readonly number[];
  readonly loop: readonly number[];
}

/** SPIN's own translation of a formula takes hours where it assumes much; where it does not, its claim is asked too. */
const FEW = 1;
const own = async (formula: string, folder: string): Promise<string | undefined> =>
  [...formula.matchAll(/!\(<>\[\]|!\[\]<>/g)].length > FEW ? undefined : must('spin', ['-f', `!(${formula})`], { cwd: folder });

/** What SPIN says of one formula: the lasso that it found, undefined if there is none. By the export's claim, and by its own. */
export interface SpinVerdict {
  readonly exported: SpinLasso | undefined;
  readonly own: { readonly lasso: SpinLasso | undefined } | undefined;
}

/** Of the first `most` formulas of an export, by name. */
export const spinLiveness = async (ir: Ir, promela: string, folder: string, optimise: string, most: number): Promise<ReadonlyMap<string, SpinVerdict>> => {
  const found = new Map<string, SpinVerdict>();
  for (const [name, formula] of [...formulasIn(promela)].slice(0, most)) {
    const text = await own(formula, folder);
    found.set(name, {
      exported: await searched(ir, promela, [`-DFORMULA=${name}`], folder, optimise),
      own: text === undefined ? undefined : { lasso: await searched(ir, `${promela}\n${text}`, [], folder, optimise) },
    });
  }
  return found;
};

const CYCLE = '<<<<<START OF CYCLE>>>>>';

/** The acceptance cycle of the program's claim. */
const searched = async (ir: Ir, promela: string, choice: readonly string[], folder: string, optimise: string): Promise<SpinLasso | undefined> => {
  fs.writeFileSync(path.join(folder, 'live.pml'), promela);
  await must('spin', ['-DPROPERTY=liveness', ...choice, '-a', 'live.pml'], { cwd: folder });
  await must('gcc', ['-w', optimise, '-DNOREDUCE', '-DMEMLIM=8192', '-o', 'pan-live', 'pan.c'], { cwd: folder });
  const { out } = await run('./pan-live', ['-a', '-m2000000', '-w20'], { cwd: folder });
  const errors = /errors: (\d+)$/m.exec(out)?.[1];
  if (errors === undefined || /out of memory|max search depth too small|assertion violated/.test(out)) throw new Error(`SPIN did not finish:\n${out.slice(0, 4000)}`);
  if (errors === '0') return undefined;
  const replayed = await run('./pan-live', ['-r'], { cwd: folder });
  const [stem = '', loop] = replayed.out.split(CYCLE);
  if (loop === undefined) throw new Error(`SPIN shows no cycle:\n${replayed.out.slice(0, 4000)}`);
  const [before, round] = [readTrail(stem, ir), readTrail(loop, ir)];
  if (before.unknown.length + round.unknown.length > 0) throw new Error(`SPIN's trail has steps of another system: ${[...before.unknown, ...round.unknown].join(', ')}`);
  return { stem: before.actions, loop: round.actions };
};
