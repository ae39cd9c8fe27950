/** docs/progress.md: what each property of progress says and assumes, and what deciding them costs; UPDATE_GOLDEN=1 writes the tables anew. */
import assert from 'node:assert/strict';
import { printFairness } from '../../checker/compile/expand-fairness.ts';
import type { Property } from '../../checker/model/property.ts';
import { design } from '../../designs/rfc-v5.ts';
import { cooperative, threads, type Machine } from '../../invariants/fairness.ts';
import { progressProperties } from '../../invariants/index.ts';
import { number, recordOf, showsText, table } from './page.ts';

interface Cost {
  readonly limitRatio: number;
  readonly limitWordsAState: number;
  readonly rounds: number;
  readonly rows: readonly { readonly design: string; readonly configuration: string; readonly property: string; readonly states: number; readonly verdict: string; readonly safetyCpuSeconds: number; readonly livenessCpuSeconds: number; readonly ratio: number; readonly wordsAState: number }[];
}
const measured = recordOf<Cost>('bench/results/liveness.json');

const base: Machine = { slots: ['boot', 'hot'], reset: true, passive: true, restart: true };
const linux = { profile: 'linux', admin: false } as const;
/** Fairness by name; `more`: without those of a shorter list. */
const named = (of: readonly Parameters<typeof printFairness>[0][], without: readonly Parameters<typeof printFairness>[0][] = []): string => {
  const known = new Set(without.map(printFairness));
  return of.map(printFairness).filter((f) => !known.has(f)).map((f) => `\`${f}\``).join(', ');
};
const THREADS = threads(base).map(printFairness).join();
const assumes = (p: Property): string => {
  if (p.kind === 'recoverable') return `moves of ${p.by.map((x) => `\`${String(x)}\``).join(', ')}, with an operating system of its kernel too`;
  if (!('fairness' in p)) return '';
  return p.fairness.map(printFairness).join() === THREADS ? 'threads' : 'threads, kernel';
};
const properties = (): string =>
  [
    table(['property', 'says', 'facts', 'assumes', 'rfc-v5'], progressProperties.map((p) => [p.id, p.text, [...p.source.matchAll(/\b(?:Q\.L|K\.P)\d+/g)].map(([x]) => x).join(' '), assumes(p), design.reasons?.[p.id] ?? 'holds'])),
    '',
    `*threads*: ${named(threads(base))}; under KVM also ${named(threads({ ...base, accel: 'kvm' }), threads(base))}. *kernel*: ${named(cooperative({ ...base, guest: linux }), threads(base))}. F0 with each. What a configuration does not have is left out: resets, \`_OST\`.`,
  ].join('\n');

const cost = (): string =>
  `${table(
    ['design', 'configuration', 'property', 'states', 'verdict', 'CPU s, invariant', 'CPU s, progress', 'times', 'words a state'],
    measured.rows.map((r) => [r.design, r.configuration, r.property, number(r.states), r.verdict, r.safetyCpuSeconds.toFixed(2), r.livenessCpuSeconds.toFixed(2), r.ratio.toFixed(2), String(r.wordsAState)]),
  )}\n\nA whole search each, once for an invariant over what the property reads and once for the property; medians of ${measured.rounds} pairs, one machine.`;

describe('docs/progress.md', () => {
  showsText('docs/progress.md', 'properties', properties, 'shows the properties');
  showsText('docs/progress.md', 'cost', cost, 'shows the cost');
  it('the recorded cost is within its limits', () => {
    for (const r of measured.rows) assert.ok(r.ratio <= measured.limitRatio && r.wordsAState <= measured.limitWordsAState, `${r.design} ${r.configuration} ${r.property}: ${r.ratio} times, ${r.wordsAState} words`);
  });
});
