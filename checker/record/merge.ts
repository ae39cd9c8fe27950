/** Records of the shards of one run, as the record that the whole run would have written. */
import type { DesignRun, RunRecord, Shard } from './run-record.ts';

export type Merged = { readonly record: RunRecord } | { readonly refusal: string; readonly fix: string };

const refuse = (refusal: string, fix: string): Merged => ({ refusal, fix });
const list = (xs: readonly (string | number)[]): string => xs.join(', ');

/** Facts and places of all shards, in order of the configurations; what the shards do not have in common is none of them. */
const mergedDesign = (plan: Shard['planned'][number], parts: readonly DesignRun[]): DesignRun => {
  const first = parts[0]!;
  const configurations = plan.configurations.map((id) => parts.flatMap((p) => p.configurations).find((c) => c.id === id)!);
  const inOrder = [...parts].sort((a, b) => plan.configurations.indexOf(a.configurations[0]!.id) - plan.configurations.indexOf(b.configurations[0]!.id));
  const facts = new Map(inOrder.flatMap((p) => p.properties).map((f) => [f.id, f]));
  return { ...first, whole: plan.whole, properties: [...facts.values()], places: Object.assign({}, ...inOrder.map((p) => p.places)) as DesignRun['places'], configurations };
};

/** `names`: what to call each record in a refusal. */
export const mergeShards = (records: readonly RunRecord[], names: readonly string[]): Merged => {
  const shards = records.map((r) => r.shard);
  const unsharded = names.filter((_n, i) => !shards[i]);
  if (unsharded.length) return refuse(`${list(unsharded)} is no record of a shard`, 'Write it with: vcpuhp check --shard I/N --record FILE');
  const all = shards as Shard[];
  const [first] = all;
  const other = all.findIndex((s) => s.inputs !== first!.inputs || s.of !== first!.of || JSON.stringify(s.planned) !== JSON.stringify(first!.planned));
  if (other > 0) {
    const what = all[other]!.of !== first!.of ? `one is of ${first!.of} shards, the other of ${all[other]!.of}` : 'their sources or options differ';
    return refuse(`${names[0]} and ${names[other]} are of different inputs: ${what}`, 'Run every shard from the same commit with the same options');
  }
  if (records.some((r) => r.tool !== records[0]!.tool)) return refuse('the records are of different versions of vcpuhp', 'Run every shard with the same one');
  const twice = all.findIndex((s, i) => all.findIndex((o) => o.index === s.index) !== i);
  if (twice >= 0) return refuse(`${names[twice]} is shard ${all[twice]!.index}, as another record is`, 'Give each shard once');
  const missing = Array.from({ length: first!.of }, (_x, k) => k + 1).filter((k) => !all.some((s) => s.index === k));
  if (missing.length) return refuse(`${missing.length === 1 ? 'shard' : 'shards'} ${list(missing)} of ${first!.of} ${missing.length === 1 ? 'is' : 'are'} missing`, `Run: vcpuhp check --shard ${missing[0]}/${first!.of} --record FILE`);
  const timings = records.flatMap((r) => r.timing ?? []);
  const { shard: _shard, timing: _timing, ...head } = records[0]!;
  return {
    record: {
      ...head,
      interrupted: records.some((r) => r.interrupted),
      designs: first!.planned.map((plan) => mergedDesign(plan, records.flatMap((r) => r.designs.filter((d) => d.name === plan.design)))),
      ...(timings.length === records.length
        ? { timing: { started: timings.map((t) => t.started).sort()[0]!, jobs: timings[0]!.jobs, configurations: Object.assign({}, ...timings.map((t) => t.configurations)) as NonNullable<RunRecord['timing']>['configurations'] } }
        : {}),
    },
  };
};
