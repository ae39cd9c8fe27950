/** What a design never uses (R23), judged over all configurations of a run, and what the design says of it. */
import type { DesignRun } from './run-record.ts';

export interface Unused {
  /** `property ID`, `action NAME`, `state COMPONENT PATH`, `event COMPONENT NAME`. */
  readonly name: string;
  /** Why, if the design says so. */
  readonly reason: string | undefined;
}

export interface Vacuity {
  readonly unused: readonly Unused[];
  /** Reasons for what is used all the same, or does not exist. */
  readonly stale: readonly string[];
}

const unusedOver = <T extends { readonly name: string }>(runs: readonly T[], of: (run: T) => { readonly used: readonly string[]; readonly unused: readonly string[] }, kind: string): string[] => {
  const used = new Set(runs.flatMap((r) => of(r).used.map((x) => `${kind} ${r.name} ${x}`)));
  return [...new Set(runs.flatMap((r) => of(r).unused.map((x) => `${kind} ${r.name} ${x}`)))].filter((x) => !used.has(x));
};

/** Action families that no configuration ever takes. */
export const neverEnabled = (run: DesignRun): string[] => {
  const taken = new Set(run.configurations.flatMap((c) => c.actions.filter((a) => a.taken > 0).map((a) => a.name)));
  return [...new Set(run.configurations.flatMap((c) => c.actions.map((a) => a.name)))].filter((f) => !taken.has(f));
};

const matches = (pattern: string, name: string): boolean => new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(name);

/** `vacuous`: ids of the properties of which no part was exercised. Of a run that did not end nobody can say "never". */
export const vacuityOf = (run: DesignRun, vacuous: readonly string[]): Vacuity => {
  const components = run.configurations.flatMap((c) => c.components);
  const names = [
    ...vacuous.map((id) => `property ${id}`),
    ...neverEnabled(run).map((a) => `action ${a}`),
    ...unusedOver(components, (c) => c.states, 'state'),
    ...unusedOver(components, (c) => c.events, 'event'),
  ];
  const reasons = Object.entries(run.unused);
  return {
    unused: names.map((name) => ({ name, reason: reasons.find(([pattern]) => matches(pattern, name))?.[1] })),
    // What only a higher tier uses is explained for the quick one.
    stale: reasons.map(([pattern]) => pattern).filter((pattern) => run.configurations.every((c) => c.tier === 'quick') && !names.some((n) => matches(pattern, n))),
  };
};
