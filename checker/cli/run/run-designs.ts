/** From a selection to a run record. */
import type { Design } from '../../model/design.ts';
import path from 'node:path';
import type { StoreWish } from '../../explore/visited/plan.ts';
import type { DesignRun, PropertyFact, RunRecord } from '../../record/run-record.ts';
import { BadInput } from '../input/bad-input.ts';
import type { Selected, RunTier } from '../input/selection.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { VERSION } from '../terminal/version.ts';
import type { KeepOptions } from './kept.ts';
import { notRun } from './perform.ts';
import { placesOf, relativeTo } from './places.ts';
import { performAll } from './pool.ts';
import { progressLine } from './progress-line.ts';
import type { Task, TaskProgress, TaskResult } from './task.ts';

export interface RunOptions {
  readonly jobs: number;
  readonly tier: RunTier;
  readonly memory?: number | undefined;
  readonly order?: 'forward' | 'reverse' | undefined;
  readonly reduce?: 'cone' | 'whole' | undefined;
  readonly store?: StoreWish | undefined;
  readonly outcomes?: boolean | undefined;
  readonly profile?: boolean | undefined;
  readonly keep?: KeepOptions | undefined;
}

export interface Run {
  readonly record: RunRecord;
  readonly timing: NonNullable<RunRecord['timing']>;
}

/** Facts of all configurations, each property once, in order of declaration. */
const mergedFacts = (results: readonly TaskResult[]): PropertyFact[] => {
  const facts = new Map<string, PropertyFact>();
  for (const r of results) for (const f of r.facts) if (!facts.has(f.id)) facts.set(f.id, f);
  return [...facts.values()];
};

/** What the design says of the tier that the selection reaches. */
const expectedOf = ({ found: { design }, configurations }: Selected): readonly string[] =>
  configurations.some((c) => c.tier !== 'quick') ? [...design.violates, ...(design.violatesBeyondQuick ?? [])] : design.violates;

const entryOf = ({ entry }: Design): Pick<DesignRun, 'entry'> => (entry ? { entry: { must: entry.must, breaks: [...entry.breaks], unshown: { ...entry.unshown } } } : {});

const designRun = (s: Selected, results: readonly TaskResult[]): DesignRun => ({
  name: s.found.design.name,
  reference: s.found.reference,
  title: s.found.design.title,
  source: s.found.design.source,
  file: relativeTo(process.cwd(), s.found.file),
  places: placesOf(Object.assign({}, ...results.map((r) => r.declaredIn)) as Record<string, string>, process.cwd()),
  // Of the properties that were not asked for nothing is expected.
  expected: expectedOf(s).filter((id) => !s.properties || s.properties.includes(id)),
  reasons: { ...s.found.design.reasons },
  ...entryOf(s.found.design),
  unused: { ...s.found.design.unused },
  part: s.found.design.part === true,
  whole: s.whole,
  properties: mergedFacts(results),
  configurations: results.map((r) => r.run),
});

/** Check every selected configuration. Interrupted, it gives what was found until then. */
export const runDesigns = async (selection: readonly Selected[], options: RunOptions, terminal: Terminal): Promise<Run> => {
  const started = new Date().toISOString();
  const entries = selection.flatMap((s) => s.configurations.map((configuration) => ({ s, configuration })));
  const tasks = entries.map(({ s, configuration }): Task => ({
    file: s.found.file,
    configuration: configuration.id,
    properties: s.properties,
    memory: options.memory,
    order: options.order,
    reduce: options.reduce,
    store: options.store,
    outcomes: options.outcomes,
    profile: options.profile,
    keep: options.keep && { ...options.keep, folder: path.join(options.keep.folder, encodeURIComponent(s.found.design.name), encodeURIComponent(configuration.id)) },
  }));
  const running = new Map<number, TaskProgress>();
  let ended = 0;
  const results = await performAll(tasks, {
    jobs: options.jobs,
    signal: terminal.signal,
    lost: (i, reason) => notRun(entries[i]!.configuration, reason),
    report: (i, progress) => {
      if (progress) running.set(i, progress);
      else {
        running.delete(i);
        ended++;
      }
      if (terminal.live) terminal.progress(progressLine([...running].map(([k, p]) => ({ name: entries[k]!.configuration.id, ...p })), ended, tasks.length));
    },
  });
  terminal.progress('');
  const refused = results.find((r) => r.refused)?.refused;
  if (refused) throw new BadInput(refused.code, refused.what, refused.fix);
  const of = (s: Selected): TaskResult[] => results.filter((_r, i) => entries[i]!.s === s);
  return {
    record: {
      format: 'vcpuhp-run',
      version: 1,
      tool: `vcpuhp ${VERSION}`,
      tier: options.tier,
      interrupted: terminal.signal.aborted,
      designs: selection.map((s) => designRun(s, of(s))),
    },
    timing: {
      started,
      jobs: options.jobs,
      configurations: Object.fromEntries(results.map((r, i) => [`${entries[i]!.s.found.design.name} ${r.run.id}`, { cpuSeconds: r.cpuSeconds, peakBytes: r.peakBytes, store: r.store }])),
    },
  };
};
