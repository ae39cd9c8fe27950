/** Dividing a run over several machines: which part is whose, and a digest by which parts of different runs are told apart. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { RunRecord, Shard } from '../../record/run-record.ts';
import { relativeTo } from '../run/places.ts';
import { BadInput } from './bad-input.ts';
import { loadBaseline } from './baseline-files.ts';
import { PROJECT, ROOT } from './designs.ts';
import type { Selected } from './selection.ts';

/** `2/4` */
export const shardNumber = (given: string): { readonly index: number; readonly of: number } => {
  const m = /^(\d+)\/(\d+)$/.exec(given);
  const [index, of] = [Number(m?.[1]), Number(m?.[2])];
  if (!m || of < 1 || index < 1 || index > of) throw new BadInput('E_OPTION_VALUE', `--shard ${given} is no part of a whole`, 'Write the first of four shards as --shard 1/4');
  return { index, of };
};

/** Every source file that a module comes to by relative imports, itself included. */
const closure = (file: string, found = new Set<string>()): Set<string> => {
  if (found.has(file) || !fs.existsSync(file) || !fs.statSync(file).isFile()) return found;
  found.add(file);
  for (const m of fs.readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)) closure(path.resolve(path.dirname(file), m[1]!), found);
  return found;
};

const modulesOf = (folder: string): string[] => fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) => /\.[jt]s$/.test(f) && !f.endsWith('.d.ts')).map((f) => path.join(folder, f));

/** Of everything that decides what a run finds: designs with all they import, the checker, and the options. */
const digestOf = (selection: readonly Selected[], options: Readonly<Record<string, unknown>>): string => {
  const files = new Set(modulesOf(path.join(ROOT, 'checker')));
  for (const s of selection) closure(s.found.file, files);
  const hash = createHash('sha256').update(JSON.stringify(options));
  for (const f of [...files].map((x) => [relativeTo(PROJECT, x), x] as const).sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(`\0${f[0]}\0`).update(fs.readFileSync(f[1]));
  return hash.digest('hex');
};

/** Work that a configuration nobody has a count of is taken for. */
const UNKNOWN = 1_000_000;

/** Biggest first, each to the shard that has least to do: the same on every machine, and shards end at about the same time. */
const shares = (selection: readonly Selected[], of: number): Map<string, number> => {
  const weighed = selection.flatMap(({ found: { design }, configurations }) => {
    const known = loadBaseline(design.name)?.configurations ?? {};
    return configurations.map((c) => ({ key: `${design.name} ${c.id}`, work: known[c.id]?.generated ?? UNKNOWN }));
  });
  const load = Array.from({ length: of }, () => 0);
  return new Map(
    weighed
      .sort((a, b) => b.work - a.work || (a.key < b.key ? -1 : 1))
      .map(({ key, work }) => {
        const least = load.indexOf(Math.min(...load));
        load[least]! += work + 1;
        return [key, least + 1] as const;
      }),
  );
};

export interface ShardOfRun {
  readonly selection: readonly Selected[];
  readonly shard: Shard;
}

/** The part of a selection that shard `index` of `of` searches. Throws E_SHARD when nothing is left for it. */
export const shardOf = (selection: readonly Selected[], { index, of }: { readonly index: number; readonly of: number }, options: Readonly<Record<string, unknown>>): ShardOfRun => {
  const share = shares(selection, of);
  const mine = selection
    .map((s) => ({ ...s, whole: false, configurations: s.configurations.filter((c) => share.get(`${s.found.design.name} ${c.id}`) === index) }))
    .filter((s) => s.configurations.length > 0);
  if (mine.length === 0) throw new BadInput('E_SHARD', `shard ${index} of ${of} has nothing to do: there are ${share.size} configurations`, `Use at most ${share.size} shards`);
  const planned = selection.map((s) => ({ design: s.found.design.name, whole: s.whole, configurations: s.configurations.map((c) => c.id) }));
  return { selection: mine, shard: { index, of, inputs: digestOf(selection, options), planned } satisfies NonNullable<RunRecord['shard']> };
};
