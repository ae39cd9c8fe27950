/** Statecharts, compositions, graphs of states, growth curves and comparisons. */
import type { ActionCoverage, Comparison, Drawn, Growth, ShownDesign, ShownMutation, ShownMachine } from '../data.ts';
import { count } from '../../layout/words.ts';
import { h, opened, svg, table } from './dom.ts';

const drawing = (svgs: readonly string[], d: Drawn): HTMLElement[] => [
  ...(d.note ? [h('p', {}, d.note)] : []),
  ...(d.svg === undefined ? [] : [h('div', { class: 'svg', tabindex: '0', role: 'region', 'aria-label': `Picture: ${d.title}` }, svg(svgs[d.svg]!))]),
  ...(d.words.length ? [opened('The same in words', () => [table(d.title, d.words)], 'words')] : []),
];

const SIGN = { used: '\u25cf', unused: '\u25cb', '': '' } as const;
const MEANING = { used: 'taken', unused: 'never taken', '': '' } as const;

const heat = (m: ShownMachine): HTMLElement[] => {
  if (m.events.length === 0) return [];
  const name = m.title.split(':')[0]!;
  return [
    h('h4', {}, `Events by states of ${name}`),
    h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `Events by states of ${name}` }, h('table', { class: 'heat' }, h('caption', {}, '\u25cf taken, \u25cb never taken, blank: not possible, or nothing changes'),
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'event'), m.states.map((s) => h('th', { scope: 'col' }, s)))),
      h('tbody', {}, m.events.map((e, i) => h('tr', {}, h('th', { scope: 'row' }, e), m.states.map((_s, j) => {
        const c = m.cells[i]![j]!;
        return c === '' ? h('td', {}) : h('td', { class: c, title: MEANING[c] }, SIGN[c], h('span', { class: 'off', hidden: true }, MEANING[c]));
      })))))),
  ];
};

const W = 260;
const H = 110;
const curve = (g: Growth): HTMLElement => {
  const most = Math.max(1, ...g.levels);
  const x = (k: number): number => 8 + (k / Math.max(1, g.levels.length - 1)) * (W - 16);
  const y = (n: number): number => H - 18 - (n / most) * (H - 34);
  const d = g.levels.map((n, k) => `${k ? 'L' : 'M'}${x(k).toFixed(1)} ${y(n).toFixed(1)}`).join('');
  const peak = g.levels.indexOf(most);
  const text = `${g.configuration}: ${count(g.distinct)} states in ${g.levels.length} levels; most new ones, ${count(most)}, after ${peak} steps`;
  return h('figure', {}, svg(`<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" width="${W}" height="${H}" viewBox="0 0 ${W} ${H}"><path class="axis" d="M8 ${H - 18}H${W - 8}"/><path d="${d}"/><text x="8" y="12">${count(most)}</text><text x="${W - 8}" y="${H - 5}" text-anchor="end">${g.levels.length - 1}</text><text x="8" y="${H - 5}">0</text></svg>`), h('figcaption', {}, text));
};

const growth = (all: readonly Growth[], name: string): HTMLElement[] => [
  h('p', {}, 'New states at each distance from the start, all slices of a configuration together. The curve falls to nothing: the search came to its end.'),
  h('div', { class: 'growth' }, all.map(curve)),
  opened('The same in numbers', () => [table(`New states by distance, ${name}`, [['configuration', 'distinct states', 'generated', 'new states at distance 0, 1, 2, \u2026'], ...all.map((g) => [g.configuration, count(g.distinct), count(g.generated), g.levels.map(count).join(' ')])])], 'words'),
];

/** A cell's number decides its shade, on a scale of powers of ten; the number itself is in it. */
const coverage = ({ configurations, rows }: ActionCoverage, name: string): HTMLElement =>
  h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `Actions by configuration, ${name}` }, h('table', { class: 'heat' }, h('caption', {}, 'Steps of each action (in slices: the most of any); 0: never taken; a dash: not looked for'),
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'action'), configurations.map((c) => h('th', { scope: 'col' }, c)))),
    h('tbody', {}, rows.map((r) => h('tr', {}, h('th', { scope: 'row' }, r.action), r.taken.map((n) => (n === null ? h('td', {}, '\u2013') : h('td', { class: n === 0 ? 'unused' : `taken${Math.min(6, Math.floor(Math.log10(n)))}` }, count(n)))))))));

const mutation = (m: ShownMutation, name: string): HTMLElement[] => [
  h('p', {}, m.note),
  h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `Mutants that each property kills, ${name}` }, h('table', { class: 'heat' }, h('caption', {}, 'How many mutants of each kind change the verdict of a property; a row of zeros: the property notices none'),
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'property'), m.kinds.map((k) => h('th', { scope: 'col' }, k)))),
    h('tbody', {}, m.rows.map((r) => h('tr', {}, h('th', { scope: 'row' }, r.property), r.kills.map((n) => h('td', { class: n ? `taken${Math.min(6, 2 + n)}` : 'unused' }, count(n)))))))),
  opened('Every mutant', () => [table(`Mutants of ${name}`, [['mutant', 'fate', 'by'], ...m.mutants])], 'words'),
];

/** Everything that is drawn of a design. */
export const designPictures = (d: ShownDesign, svgs: readonly string[]): HTMLElement[] => [
  ...(d.machines.length ? [h('h3', {}, 'Machines'), ...d.machines.map((m) => opened(m.title, () => [drawing(svgs, m), heat(m)]))] : [h('p', {}, 'This record has no pictures: check --exhibits makes them.')]),
  ...(d.composition ? [h('h3', {}, 'Communication'), opened(d.composition.title, () => drawing(svgs, d.composition!))] : []),
  ...(d.views.length || d.undrawn.length ? [h('h3', {}, 'States'), ...d.views.map((v) => opened(v.title, () => drawing(svgs, v))), ...d.undrawn.map((u) => h('p', {}, `${u.view} is not drawn: ${u.reason}`))] : []),
  ...(d.coverage.rows.length ? [h('h3', {}, 'Actions'), opened(`How often ${d.coverage.rows.length} actions are taken, by configuration`, () => [coverage(d.coverage, d.name)])] : []),
  ...(d.mutation ? [h('h3', {}, 'Mutation'), opened('Which properties notice which small mistakes', () => mutation(d.mutation!, d.name))] : []),
  ...(d.growth.length ? [h('h3', {}, 'Growth'), opened(`How the searches grew in ${d.growth.length} configurations`, () => growth(d.growth, d.name))] : []),
];

export const comparison = (c: Comparison, svgs: readonly string[]): HTMLElement[] => [
  h('h3', {}, `${c.base} and ${c.candidate}`),
  c.verdicts.length ? table(`Verdicts that differ: ${c.base} and ${c.candidate}`, [['property', c.base, c.candidate], ...c.verdicts.map((v) => [v.property, v.base ?? 'not asked', v.candidate ?? 'not asked'])]) : h('p', {}, 'No verdict differs.'),
  ...c.views.map((v) =>
    opened(`${v.title}, in one layout`, () => [
      h('p', {}, 'What both have stands in the same place; what only one of them has is drawn thick.'),
      h('div', { class: 'pair' }, [c.base, c.candidate].map((name, i) => h('figure', {}, h('figcaption', {}, name), h('div', { class: 'svg', tabindex: '0', role: 'region', 'aria-label': `${v.title} of ${name}` }, svg(svgs[i ? v.candidate : v.base]!))))),
      opened('The difference in words', () => [table(`${v.title}: what only one has`, v.words)], 'words'),
    ]),
  ),
];
