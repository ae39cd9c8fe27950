/** Walks through a trace: what happened, what could have happened instead, and why the rest could not. */
import type { Explanation } from '../../../checker/record/exhibits.ts';
import type { ShownDesign, ShownTrace } from '../data.ts';
import { changeWords } from '../../layout/sequence.ts';
import { sequenceSvg } from '../../layout/sequence-svg.ts';
import { assumed, forEver, trapped } from '../../layout/progress.ts';
import { waitsFor } from '../../layout/waits.ts';
import { plural } from '../../layout/words.ts';
import { choices } from './choices.ts';
import { claim } from './claim.ts';
import { h, opened, svg } from './dom.ts';
import { ValueTable } from './values.ts';

export class Explorer {
  readonly #place: HTMLElement;
  readonly #designs: readonly ShownDesign[];
  readonly #explanations: readonly Explanation[];
  #design: ShownDesign | undefined;
  #shown: ShownTrace | undefined;
  #step = 0;
  #show: ((step: number) => void) | undefined;
  readonly #pick: HTMLSelectElement;
  readonly #body = h('div', {});

  constructor(place: HTMLElement, designs: readonly ShownDesign[], explanations: readonly Explanation[]) {
    this.#explanations = explanations;
    this.#place = place;
    this.#designs = designs.filter((d) => d.traces.length > 0);
    this.#pick = h('select', { change: () => (location.hash = this.#pick.value) }, this.#designs.map((d) => h('optgroup', { label: d.name }, d.traces.map((t) => h('option', { value: `#/trace/${d.name}/${t.property}` }, `${t.property}: ${t.verdict}, ${plural(t.trace.steps.length, 'step')}`)))));
    if (this.#designs.length === 0) this.#place.append(h('p', {}, 'There is no trace: nothing is violated, and nothing was to be reached.'));
    else this.#place.append(h('p', {}, h('label', {}, 'Trace ', this.#pick)), this.#body);
  }

  /** `#/trace/DESIGN/PROPERTY/STEP`; any other link leaves the trace as it is. */
  follow(hash: string): void {
    const [, kind, name, property, step] = decodeURIComponent(hash).split('/');
    if (kind !== 'trace') {
      if (!this.#shown && this.#designs[0]) this.#open(this.#designs[0], this.#designs[0].traces[0]!, 0);
      return;
    }
    const design = this.#designs.find((d) => d.name === name);
    const shown = design?.traces.find((t) => t.property === property);
    if (!design || !shown) return;
    const known = this.#shown === shown;
    if (!known) this.#open(design, shown, Number(step ?? 0) || 0);
    else this.#go(Number(step ?? this.#step) || 0, false);
    this.#pick.value = `#/trace/${design.name}/${shown.property}`;
    if (!known || step === undefined) document.getElementById('explorer')!.scrollIntoView();
  }

  #go(step: number, write = true): void {
    const last = this.#shown!.trace.steps.length;
    this.#step = Math.max(0, Math.min(last, step));
    this.#show?.(this.#step);
    // The link of a step can be sent to somebody; walking does not fill the history.
    if (write) history.replaceState(null, '', `#/trace/${this.#design!.name}/${this.#shown!.property}/${this.#step}`);
  }

  #open(design: ShownDesign, shown: ShownTrace, step: number): void {
    this.#design = design;
    this.#shown = shown;
    const { trace } = shown;
    const explanation = shown.explanation === undefined ? undefined : this.#explanations[shown.explanation];
    const last = trace.steps.length;
    const button = (name: string, words: string, to: () => number): HTMLButtonElement => h('button', { type: 'button', 'aria-label': words, click: () => this.#go(to()) }, name);
    const first = button('\u21e4', 'First state', () => 0);
    const back = button('\u2190', 'Step back', () => this.#step - 1);
    const on = button('\u2192', 'Step on', () => this.#step + 1);
    const end = button('\u21e5', 'Last state', () => last);
    const where = h('output', { class: 'now', 'aria-live': 'polite' });
    const now = h('div', {});
    const could = h('div', {});
    const values = new ValueTable(trace);
    const picture = svg(sequenceSvg(trace));
    const steps = [...picture.querySelectorAll<SVGGElement>('.step')];
    for (const s of steps) s.addEventListener('click', () => this.#go(Number(s.dataset['step'])));
    this.#show = (k) => {
      first.disabled = back.disabled = k === 0;
      on.disabled = end.disabled = k === last;
      const s = trace.steps[k - 1];
      where.textContent = k === 0 ? `Initial state, before ${plural(last, 'step')}` : `Step ${k} of ${last}: ${s!.label}`;
      now.replaceChildren(...(s ? [h('p', { class: 'label' }, `${s.process}: ${s.fn}`), h('p', { class: 'source' }, s.source), h('ul', { class: 'changes' }, s.changes.length ? s.changes.map((c) => h('li', {}, changeWords(c))) : h('li', {}, 'nothing changes'))] : [h('p', {}, 'Nothing has happened yet.')]));
      could.replaceChildren(...choices(design, explanation, k, trace.steps[k]?.label));
      steps.forEach((g, i) => g.classList.toggle('current', i + 1 === k));
      // Within its frame only: the page itself stays where the reader is.
      const frame = picture.parentElement;
      const seen = steps[k - 1]?.getBoundingClientRect();
      if (frame && seen) frame.scrollTop += seen.top - frame.getBoundingClientRect().top - frame.clientHeight / 3;
      values.at(k);
    };
    const keys = (e: KeyboardEvent): void => {
      const to = { ArrowLeft: this.#step - 1, ArrowRight: this.#step + 1, Home: 0, End: last }[e.key];
      if (to === undefined || e.target instanceof HTMLInputElement) return;
      e.preventDefault();
      this.#go(to);
    };
    const more = [...forEver(trace), ...trapped(trace), ...waitsFor(trace), ...assumed(trace)].filter((l) => l !== '');
    this.#body.replaceChildren(
      h('h3', {}, `${trace.kind === 'witness' ? 'Witness' : 'Counterexample'} of ${trace.property}`),
      h('p', {}, trace.text),
      h('p', { class: 'source' }, `${plural(last, 'step')} in configuration ${trace.configuration}${trace.part ? `, ${trace.part}` : ''}. ${trace.source}. In a terminal: `, h('code', {}, shown.command)),
      ...(more.length ? [h('ul', { class: 'label' }, more.map((l) => h('li', {}, l)))] : []),
      claim(trace, explanation?.claim),
      h('div', { class: 'panel', role: 'group', tabindex: '0', 'aria-label': 'Walk through the trace: left and right arrow, Home, End', keydown: (e) => keys(e as KeyboardEvent), id: 'walk' }, h('div', { class: 'steps' }, first, back, on, end, where), now),
      h('div', { class: 'explore' }, h('div', {}, h('h4', {}, 'Sequence'), h('div', { class: 'svg', tabindex: '0', role: 'region', 'aria-label': 'Sequence diagram' }, picture), this.#words(shown)), h('div', {}, could)),
      h('h4', {}, 'Variables by step'),
      ...values.elements,
    );
    this.#go(step, false);
  }

  /** The diagram's text alternative. */
  #words({ trace }: ShownTrace): HTMLElement {
    return opened('The same in words', () => [h('ol', {}, trace.steps.map((s) => h('li', {}, h('span', { class: 'label' }, `${s.process}: ${s.label}`), h('ul', { class: 'changes' }, s.changes.map((c) => h('li', {}, changeWords(c)))))))], 'words');
  }
}
