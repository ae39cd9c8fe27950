/** What a design's check came to when it was last accepted: counts and verdicts, no traces and no timings. */
import { z } from 'zod';
import type { DesignRun } from './run-record.ts';

const Count = z.number().int().nonnegative();

export const Baseline = z.strictObject({
  format: z.literal('vcpuhp-baseline'),
  version: z.literal(1),
  design: z.string(),
  configurations: z.record(
    z.string(),
    z.strictObject({
      distinct: Count,
      generated: Count,
      depth: Count,
      /** Verdict, and for what has a trace the length of the shortest: `violated 7`. */
      properties: z.record(z.string(), z.string()),
    }),
  ),
});
export type Baseline = z.infer<typeof Baseline>;

/** Only configurations searched to their end have counts that mean something. */
export const baselineOf = (run: DesignRun): Baseline => ({
  format: 'vcpuhp-baseline',
  version: 1,
  design: run.name,
  configurations: Object.fromEntries(
    run.configurations
      .filter((c) => c.complete && !c.defect)
      .map((c) => [
        c.id,
        {
          distinct: c.distinct,
          generated: c.generated,
          depth: c.depth,
          properties: Object.fromEntries(c.properties.map((p) => [p.id, p.depth === undefined ? p.verdict : `${p.verdict} ${p.depth}`])),
        },
      ]),
  ),
});

/** Where a run departs from the baseline, one line each; configurations that were not run are passed over. */
export const departures = (run: DesignRun, base: Baseline): string[] => {
  const now = baselineOf(run).configurations;
  return run.configurations.flatMap((c) => {
    const was = base.configurations[c.id];
    const is = now[c.id];
    if (!is) return [`${run.name} ${c.id}: not searched to its end`];
    if (!was) return [`${run.name} ${c.id}: not in the baseline`];
    const counts = (['distinct', 'generated', 'depth'] as const).filter((k) => was[k] !== is[k]).map((k) => `${run.name} ${c.id}: ${k} was ${was[k]}, is ${is[k]}`);
    // A run of some properties says nothing about the others.
    const properties = Object.entries(is.properties)
      .filter(([id, v]) => was.properties[id] !== v)
      .map(([id, v]) => `${run.name} ${c.id}: ${id} was ${was.properties[id] ?? 'absent'}, is ${v}`);
    const gone = run.whole ? Object.keys(was.properties).filter((id) => !(id in is.properties)).map((id) => `${run.name} ${c.id}: ${id} is gone`) : [];
    return [...counts, ...properties, ...gone];
  });
};

/** The baseline with what the run found in place of what stood there; other configurations stay as they are. */
export const renewed = (old: Baseline | undefined, run: DesignRun, known: readonly string[]): Baseline => {
  const all = { ...old?.configurations, ...baselineOf(run).configurations };
  // In the design's own order, so that a renewal shows as a small diff; what the design no longer has goes.
  return { ...baselineOf(run), configurations: Object.fromEntries(known.filter((id) => all[id]).map((id) => [id, all[id]!])) };
};
