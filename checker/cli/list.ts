/** `vcpuhp list`: what there is to check. */
import type { FoundDesign } from './input/designs.ts';
import { findDesigns } from './input/designs.ts';
import { unknownName } from './input/bad-input.ts';
import { actionName, type System } from '../model/system.ts';
import { declared } from '../compile/expand-action.ts';
import { columns } from '../record/columns.ts';
import type { ListItem, ListName } from '../record/list.ts';
import type { CliCommand } from './command.ts';

type Items = { [L in ListName]: (designs: readonly FoundDesign[]) => ListItem<L>[] };

/** Things of the systems of several designs, each once, with the designs that have it. */
const gathered = <T extends { readonly designs: readonly string[] }>(designs: readonly FoundDesign[], key: (t: T) => string, of: (s: System) => Omit<T, 'designs'>[]): T[] => {
  const found = new Map<string, T & { designs: string[] }>();
  for (const { design } of designs)
    for (const c of design.configurations)
      for (const item of of(c.system())) {
        const whole = { ...item, designs: [design.name] } as unknown as T & { designs: string[] };
        const known = found.get(key(whole));
        if (!known) found.set(key(whole), whole);
        else if (!known.designs.includes(design.name)) known.designs.push(design.name);
      }
  return [...found.values()];
};

const ITEMS: Items = {
  designs: (ds) =>
    ds.map(({ design: d }) => ({ name: d.name, title: d.title, source: d.source, configurations: d.configurations.length, violates: [...d.violates] })),
  properties: (ds) =>
    gathered<ListItem<'properties'>>(ds, (p) => p.id, (s) => s.properties.map((p) => ({ id: p.id, kind: p.kind, text: p.text, source: p.source, scope: p.scope ?? '' }))),
  machines: (ds) =>
    gathered<ListItem<'machines'>>(ds, (m) => m.name, (s) =>
      s.components.map((c) => ({ name: c.name, index: [...c.index], observer: c.observer === true, doc: c.doc, source: c.source })),
    ),
  actions: (ds) =>
    gathered<ListItem<'actions'>>(ds, (a) => a.name, (s) =>
      declared(s).map(({ action: a }) => ({ name: actionName(a), process: a.process, cause: a.cause ?? 'system', fn: a.fn, source: a.source })),
    ),
  configurations: (ds) =>
    ds.flatMap(({ design }) => design.configurations.map((c) => ({ design: design.name, id: c.id, tier: c.tier, labels: { ...c.labels }, title: c.title }))),
};

/** Columns of the text form; a field is shown under its own name. */
const COLUMNS: { readonly [L in ListName]: readonly (keyof ListItem<L> & string)[] } = {
  designs: ['name', 'configurations', 'title', 'source'],
  properties: ['id', 'kind', 'text', 'source'],
  machines: ['name', 'index', 'doc', 'source'],
  actions: ['name', 'process', 'cause', 'fn', 'source'],
  configurations: ['design', 'id', 'tier', 'labels', 'title'],
};

const cell = (value: unknown): string => {
  if (Array.isArray(value)) return value.join(' ') || '-';
  if (typeof value === 'object' && value !== null) return Object.entries(value).map(([k, v]) => `${k}=${v}`).join(' ') || '-';
  return String(value) || '-';
};

export const command: CliCommand = {
  summary: 'List designs, properties, machines, actions or configurations.',
  examples: ['list designs', 'list properties rfc-v5', 'list configurations examples/die-hard.ts --json'],
  declare: (c) => {
    c.argument('<what>', Object.keys(ITEMS).join(', '))
      .argument('[design...]', "names or files of designs (default: the project's)")
      .option('--json', 'print JSON (format vcpuhp-list, version 1)');
  },
  run: async (terminal, [what, names], options) => {
    if (!Object.hasOwn(ITEMS, what as string)) throw unknownName('E_LIST', 'list', what as string, Object.keys(ITEMS));
    const name = what as ListName;
    const designs = await findDesigns(names as string[]);
    const items = ITEMS[name](designs);
    if (options['json']) terminal.out(`${JSON.stringify({ format: 'vcpuhp-list', version: 1, of: name, items }, null, 2)}\n`);
    else terminal.out(columns(COLUMNS[name], (items as Record<string, unknown>[]).map((item) => COLUMNS[name].map((f) => cell(item[f])))));
    return 0;
  },
};
