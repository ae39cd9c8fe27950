/** One search by Rumur, with the properties as covers: it counts the states in which each is violated. */
import fs from 'node:fs';
import path from 'node:path';
import { must, run } from './tools.ts';
import { withoutUnusedHandles } from './unused-handles.ts';

export interface RumurResult {
  readonly states: number;
  /** Rules fired. */
  readonly transitions: number;
  /** By property id, and SpecDefect: states (of a step property: steps) that violate it, of a `sometimes` that satisfy it. */
  readonly counts: ReadonlyMap<string, number>;
}

/** What makes the verifier fast, and no more: it is compiled longer than it runs. */
const FAST = ['-fwhole-program', '-finline-small-functions', '-fpartial-inlining', '-findirect-inlining'];

/** Search `murphi`, an export with covers, in `folder`. `optimise`: gcc's level. */
export const rumur = async (murphi: string, folder: string, optimise: string): Promise<RumurResult> => {
  fs.writeFileSync(path.join(folder, 'model.m'), murphi);
  const inside = { cwd: folder };
  const made = ['--deadlock-detection', 'off', '--threads', '1', '--value-type', 'int32_t', '--pack-state', 'off', '--counterexample-trace', 'off', '--output-format', 'machine-readable'];
  await must('rumur', [...made, '--output', 'model.c', 'model.m'], inside);
  const verifier = path.join(folder, 'model.c');
  fs.writeFileSync(verifier, withoutUnusedHandles(fs.readFileSync(verifier, 'utf8')));
  await must('gcc', ['-w', '-std=c11', optimise, ...(optimise === '-O0' ? [] : FAST), '-mcx16', '-o', 'model', 'model.c', '-lpthread'], inside);
  // Covers that are never hit are errors to it, so its status says nothing.
  const { out } = await run('./model', [], inside);
  const summary = /<summary states="(\d+)" rules_fired="(\d+)"/.exec(out);
  if (!summary || out.includes('<error ')) throw new Error(`Rumur did not finish:\n${out.slice(0, 4000)}`);
  const counts = new Map<string, number>();
  for (const [, message, n] of out.matchAll(/<cover_result message="([^"]*)" count="(\d+)"\/>/g)) {
    const id = message!.split(' by ')[0]!;
    counts.set(id, (counts.get(id) ?? 0) + Number(n));
  }
  return { states: Number(summary[1]), transitions: Number(summary[2]), counts };
};
