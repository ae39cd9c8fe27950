/**
 * One breadth-first search by SPIN that looks for everything at once: the first time that a property fails it is reported
 * with its trail, then looked for no longer. Being breadth-first, that first time is at the least depth.
 */
import fs from 'node:fs';
import path from 'node:path';
import { readTrail, type Trail } from '../../checker/export/trail.ts';
import type { Ir } from '../../checker/model/ir.ts';
import { must, run } from './tools.ts';

export interface SpinResult {
  readonly states: number;
  /** Steps taken, those of the reports left out. */
  readonly transitions: number;
  /** By property id, and SpecDefect: the counterexample (or witness) found. */
  readonly found: ReadonlyMap<string, Trail>;
}

const ONLY = 'VCPUHP_PROPERTY';

/** Takes the place of the export's own `asked` and `stop`. */
const prelude = (properties: number): string => `c_decl {
  \\#include <stdlib.h>
  static unsigned char found[${properties + 2}];
  static int only = -1;
  __attribute__((constructor)) static void choose(void) { char *p = getenv("${ONLY}"); if (p) only = atoi(p); }
}
#define asked(p) c_expr { !found[p] && (only < 0 || only == p) }
#define stop(p) c_code { found[p] = 1; printf("found property %d\\n", p); }; assert(false)
`;

const count = (out: string, what: RegExp): number => Number(what.exec(out)?.[1] ?? Number.NaN);

/** One search: every property asked for, or one. */
const search = async (folder: string, only: number | undefined): Promise<{ states: number; transitions: number; found: number[] }> => {
  // All errors, a trail for each.
  const { out } = await run('./pan', ['-c0', '-e', '-w20'], { cwd: folder, env: only === undefined ? {} : { [ONLY]: String(only) } });
  const states = count(out, /^\s*(\d+) states, stored/m);
  if (Number.isNaN(states) || /Search not completed|out of memory|block in d_step/.test(out)) throw new Error(`SPIN did not finish:\n${out.slice(0, 4000)}`);
  return { states, transitions: count(out, /^\s*(\d+) transitions \(/m), found: [...out.matchAll(/^found property (\d+)$/gm)].map((m) => Number(m[1])) };
};

/** Search `promela`, the export of `ir`, in `folder`. `optimise`: gcc's level. */
export const spin = async (ir: Ir, promela: string, folder: string, optimise: string): Promise<SpinResult> => {
  fs.writeFileSync(path.join(folder, 'model.pml'), prelude(ir.properties.length) + promela);
  await must('spin', ['-a', 'model.pml'], { cwd: folder });
  await must('gcc', ['-w', optimise, '-DBFS', '-DNOREDUCE', '-DMEMLIM=8192', '-o', 'pan', 'pan.c'], { cwd: folder });
  const ids = ['SpecDefect', ...ir.properties.map((p) => p.id)];
  const found = new Map<string, Trail>();
  const trails = async (numbers: readonly number[]): Promise<void> => {
    for (const [k, property] of numbers.entries()) {
      const replayed = await run('./pan', ['-r', `model.pml${k + 1}.trail`], { cwd: folder, env: { [ONLY]: String(property) } });
      found.set(ids[property - 1]!, readTrail(replayed.out, ir));
    }
  };
  const all = await search(folder, undefined);
  await trails(all.found);
  // A dead state is seen by a timeout, and nothing is a timeout where another property fails: each is asked for alone too.
  for (const [k, p] of ir.properties.entries()) if (p.kind === 'dead') await trails((await search(folder, k + 2)).found);
  // The initial state counts as a step; a report is one only where a property of states fails.
  const reports = all.found.filter((p) => p > 1 && ir.properties[p - 2]!.kind !== 'step').length;
  return { states: all.states, transitions: all.transitions - 1 - reports, found };
};
