/** Variables by steps: cells are filled where something changes. */
import type { Trace } from '../../../checker/record/trace.ts';
import { variable, variables } from '../../../checker/record/trace-variables.ts';
import { h } from './dom.ts';

export class ValueTable {
  readonly elements: readonly HTMLElement[];
  readonly #columns: HTMLElement[][];

  constructor(trace: Trace) {
    const rows = variables(trace).map((v) => {
      let value = v.initially;
      const cells = [h('td', {}, value)];
      trace.steps.forEach((s) => {
        const change = s.changes.find((c) => variable(c) === v.name);
        if (change) value = change.to;
        // Every cell holds its value for whoever reads cell by cell; for the eye an unchanged one is a dot.
        cells.push(change ? h('td', { class: 'changed' }, value) : h('td', {}, h('span', { 'aria-label': value, role: 'img' }, '\u00b7')));
      });
      return { name: v.name, row: h('tr', {}, h('th', { scope: 'row' }, v.name), cells), cells };
    });
    const heads = Array.from({ length: trace.steps.length + 1 }, (_x, k) => h('th', { scope: 'col', title: k ? trace.steps[k - 1]!.label : 'initially' }, String(k)));
    this.#columns = heads.map((head, k) => [head, ...rows.map((r) => r.cells[k]!)]);
    const shown = h('output', { 'aria-live': 'polite' });
    const filter = (text: string): void => {
      for (const r of rows) r.row.hidden = !r.name.toLowerCase().includes(text.toLowerCase());
      shown.textContent = `${rows.filter((r) => !r.row.hidden).length} of ${rows.length} variables`;
    };
    filter('');
    this.elements = [
      h('p', { class: 'off' }, h('label', {}, 'Filter variables ', h('input', { type: 'search', input: (e) => filter((e.target as HTMLInputElement).value) })), ' ', shown),
      h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Variables by step' }, h('table', { class: 'values' }, h('caption', {}, 'Column 0 is the initial state; a filled cell is a change, a dot means unchanged. What the trace never changes is left out.'), h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'variable'), heads)), h('tbody', {}, rows.map((r) => r.row)))),
    ];
  }

  /** Mark the column of a state. */
  at(step: number): void {
    this.#columns.forEach((cells, k) => cells.forEach((c) => c.classList.toggle('now', k === step)));
  }
}
