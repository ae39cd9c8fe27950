/** Coverage of a design over all configurations of a run, as text. */
import { columns } from './columns.ts';
import type { DesignRun } from './run-record.ts';

interface Covered {
  readonly used: number;
  readonly all: number;
}

/** What one kind of thing comes to in one component. */
const cover = (run: DesignRun, component: string, kind: 'states' | 'events' | 'transitions'): Covered & { readonly missing: readonly string[] } => {
  const found = run.configurations.flatMap((c) => c.components.filter((x) => x.name === component).map((x) => x[kind]));
  const used = new Set(found.flatMap((x) => x.used));
  const missing = [...new Set(found.flatMap((x) => x.unused))].filter((x) => !used.has(x));
  return { used: used.size, all: used.size + missing.length, missing };
};

const share = ({ used, all }: Covered): string => `${used} of ${all}`;

/** Conjuncts that decide nowhere, by action. */
const undecided = (run: DesignRun): { readonly all: number; readonly never: readonly string[] } => {
  const guards = run.configurations.flatMap((c) => c.guards ?? []);
  const name = (g: (typeof guards)[number]): string => `${g.action} ${g.conjunct}`;
  const deciding = new Set(guards.filter((g) => g.decides).map(name));
  const all = [...new Set(guards.map(name))];
  return { all: all.length, never: all.filter((g) => !deciding.has(g)) };
};

/** Steps by action, what each component was used of, transitions never made, conjuncts that never decide. */
export const coverageText = (run: DesignRun): string => {
  const taken = new Map<string, number>();
  for (const c of run.configurations) for (const a of c.actions) taken.set(a.name, (taken.get(a.name) ?? 0) + a.taken);
  const components = [...new Set(run.configurations.flatMap((c) => c.components.map((x) => x.name)))];
  const transitions = components.flatMap((c) => cover(run, c, 'transitions').missing.map((x) => `    ${c} ${x}\n`));
  const { all, never } = undecided(run);
  return [
    `${run.name}: coverage over ${run.configurations.length} configurations\n`,
    columns(['action', '>steps'], [...taken].map(([name, n]) => [name, String(n)])),
    columns(['component', 'states', 'events', 'transitions'], components.map((c) => [c, ...(['states', 'events', 'transitions'] as const).map((k) => share(cover(run, c, k)))])),
    ...(transitions.length ? [`  transitions never made\n${transitions.join('')}`] : []),
    ...(all > 0 ? [`  ${all - never.length} of ${all} conjuncts decide somewhere${never.length ? '; these never do, the others of their action being true\n' : '\n'}${never.map((x) => `    ${x}\n`).join('')}`] : []),
  ].join('\n');
};
