/** HTML text, escaped. Whatever is not made here by {@link html} is text, so no name in a log or a design can become markup. */
import { xml } from '../layout/xml.ts';

export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Html | readonly Part[] | undefined;

const render = (p: Part): string => (p === undefined ? '' : p instanceof Html ? p.text : Array.isArray(p) ? p.map(render).join('') : xml(String(p)));

/** A template whose literals are markup and whose values are text, unless they are Html. */
export const html = (strings: TemplateStringsArray, ...values: readonly Part[]): Html => new Html(strings.map((s, i) => s + (i < values.length ? render(values[i]) : '')).join(''));
