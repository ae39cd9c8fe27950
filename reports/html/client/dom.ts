/** Elements by hand: text is always text, so nothing that a log brought in can become markup. */

type Child = Node | string | undefined | false | readonly Child[];
type Attributes = Readonly<Record<string, string | boolean | ((e: Event) => void) | undefined>>;

const append = (to: Element, child: Child): void => {
  if (child === undefined || child === false) return;
  if (typeof child === 'string' || child instanceof Node) to.append(child);
  else for (const c of child as readonly Child[]) append(to, c);
};

export const h = <K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes, ...children: readonly Child[]): HTMLElementTagNameMap[K] => {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') e.addEventListener(name, value);
    else if (value === true) e.setAttribute(name, '');
    else if (value !== undefined && value !== false) e.setAttribute(name, value);
  }
  append(e, children);
  return e;
};

/** SVG from text, parsed as XML: what is no picture is thrown out. */
export const svg = (text: string): Element => {
  const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  for (const bad of root.querySelectorAll('script, foreignObject, parsererror')) bad.remove();
  return document.importNode(root, true);
};

export const table = (caption: string, rows: readonly (readonly string[])[]): HTMLElement => {
  const [head = [], ...body] = rows;
  return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption }, h('table', {}, h('caption', {}, caption), h('thead', {}, h('tr', {}, head.map((x) => h('th', { scope: 'col' }, x)))), h('tbody', {}, body.map((r) => h('tr', {}, r.map((x, i) => (i === 0 ? h('th', { scope: 'row' }, x) : h('td', {}, x))))))));
};

/** A part that is made when it is opened for the first time. */
export const opened = (summary: string, make: () => readonly Child[], name = 'picture'): HTMLElement => {
  const d = h('details', { class: name }, h('summary', {}, summary));
  d.addEventListener('toggle', () => {
    if (d.open && d.childElementCount === 1) append(d, make());
  });
  return d;
};
