/** What could happen in a state, and why nothing else could. */
import type { Explanation } from '../../../checker/record/exhibits.ts';
import type { ShownDesign } from '../data.ts';
import { plural } from '../../layout/words.ts';
import { h } from './dom.ts';

/** The reason of every action in state `k`. */
const reasonsAt = (explanation: Explanation, actions: number, k: number): number[] => {
  const now = Array.from({ length: actions }, () => 0);
  for (const changes of explanation.states.slice(0, k + 1)) for (const [action, reason] of changes) now[action] = reason;
  return now;
};

/** Members of a family that fail for the same reason are one row. */
const refused = (design: ShownDesign, actions: readonly { label: string; family: string }[], reasons: readonly number[]) => {
  const rows = new Map<string, { family: string; reason: number; labels: string[] }>();
  actions.forEach((a, i) => {
    if (reasons[i] === 0) return;
    const key = `${a.family} ${reasons[i]}`;
    const row = rows.get(key) ?? { family: a.family, reason: reasons[i]!, labels: [] };
    row.labels.push(a.label);
    rows.set(key, row);
  });
  // Those that lack least first: they are the near misses.
  return [...rows.values()].sort((a, b) => design.reasons[a.reason]!.length - design.reasons[b.reason]!.length || (a.family < b.family ? -1 : 1));
};

export const choices = (design: ShownDesign, explanation: Explanation | undefined, k: number, taken: string | undefined): HTMLElement[] => {
  if (!explanation) return [h('p', {}, 'This record does not say what else could happen: check --exhibits adds it.')];
  const actions = design.actions[explanation.configuration]!;
  const reasons = reasonsAt(explanation, actions.length, k);
  const enabled = actions.filter((_a, i) => reasons[i] === 0);
  const rows = refused(design, actions, reasons);
  const body = h('tbody', {});
  const fill = (text: string): void =>
    body.replaceChildren(
      ...rows
        .filter((r) => `${r.family} ${r.labels.join(' ')} ${design.reasons[r.reason]!.join(' ')}`.toLowerCase().includes(text))
        .map((r) =>
          h('tr', {}, h('th', { scope: 'row', class: 'label' }, r.labels.length === 1 ? r.labels[0]! : h('details', {}, h('summary', {}, `${r.family} (${r.labels.length})`), r.labels.join(', '))), h('td', { class: 'label' }, design.reasons[r.reason]!.map((conjunct) => h('div', {}, h('strong', {}, conjunct), ` ${design.conditions[r.family]?.[conjunct] ?? ''}`)))),
        ),
    );
  fill('');
  return [
    h('h4', {}, k === explanation.states.length - 1 ? 'What could happen next' : 'What could happen here'),
    enabled.length ? h('ul', { class: 'enabled label' }, enabled.map((a) => h('li', {}, a.label === taken ? h('strong', {}, `${a.label} (the trace goes on with this)`) : a.label))) : h('p', {}, 'Nothing.'),
    h('h4', {}, `What could not: ${plural(actions.length - enabled.length, 'action')}`),
    h('p', { class: 'off' }, h('label', {}, 'Filter ', h('input', { type: 'search', input: (e) => fill((e.target as HTMLInputElement).value.toLowerCase()) }))),
    h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Actions that are not enabled' }, h('table', {}, h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'action'), h('th', { scope: 'col' }, 'because this does not hold'))), body)),
  ];
};
