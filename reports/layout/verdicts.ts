/** What several reports pick out of a design's verdicts. */
import type { Place } from '../../checker/record/run-record.ts';
import type { Trace } from '../../checker/record/trace.ts';
import type { DesignTable, PropertyRow } from '../../checker/record/verdict-table.ts';

/** The shortest trace of a property, in the configuration that has it. */
export const traceOf = (t: DesignTable, r: PropertyRow): Trace | undefined => t.run.configurations.find((c) => c.id === r.shortest)?.properties.find((p) => p.id === r.fact.id)?.trace;

/** Where to look: at the declaration of the last step, unless it is no file of this repository; else at the design. */
export const placeOf = (t: DesignTable, trace: Trace | undefined): Place => {
  const last = trace?.steps.at(-1);
  const place = last && t.run.places[last.action];
  return place && !/(^|\/)node_modules\/|^\.\.\//.test(place.file) ? place : { file: t.run.file, line: 1 };
};

/** Differences that are no verdict of a property: they fail a check all the same. */
export const otherDifferences = (t: DesignTable): { readonly rule: string; readonly name: string; readonly text: string }[] => [
  ...t.unexplained.map((name) => ({ rule: 'NeverUsed', name, text: `${name} is never used, or the reason given for it is stale` })),
  ...t.amiss.map((text) => ({ rule: 'CorpusEntry', name: text, text })),
];
