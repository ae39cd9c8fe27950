/**
 * A refinement: each value knows how many others name it. Whoever takes part beside a value that names it is then not any value
 * with the same shared state, but one of those that are named so. What is added follows from the rest (it is counted as names
 * come and go: none, one, more), so that the behaviours are the same; it is a component more for each one whose states name values.
 */
import { IrBuilder } from '../ir/build.ts';
import type { IrAction, IrExpr, IrInstance, IrTable } from '../model/ir.ts';
import type { Labels } from './labels.ts';

const COUNTS = ['0', '1', 'more'];
const MORE = 2;
/** Events of the component: a name comes, a name goes. */
const [UP, DOWN] = [0, 1];
const NEXT = [
  [1, 2, 2],
  // From more on it is one, or still more: which, the case of the effect says.
  [-1, 0, 1],
];

const counterOf = (component: string): string => `named by ${component}`;
/** Of a component that was added here: the one whose names it counts. */
export const countOf = (component: string): string | undefined => (component.startsWith(counterOf('')) ? component.slice(counterOf('').length) : undefined);

/** What is known in every state: a value that is named is counted. */
export interface Counted {
  readonly label: number;
  readonly namedBy: number;
  readonly always: IrExpr;
}

/** The labels with such a component for each component of the sort whose states name values; undefined where there is none that can be counted. */
export const withBackReferences = (labels: Labels): { readonly labels: Labels; readonly always: readonly Counted[] } | undefined => {
  const { ir, sort, other, named } = labels;
  const counted = ir.tables.flatMap((t, k) => (t.index.includes(sort) && named[k]!.some((l) => l >= 0) && countable(labels, k) ? [k] : []));
  if (counted.length === 0) return undefined;
  const tables: IrTable[] = [...ir.tables];
  const instances: IrInstance[] = [...ir.instances];
  const locals = labels.locals.map((own) => [...own]);
  /** By table and label: the instance that counts. */
  const counts = new Map<string, number>();
  for (const t of counted) {
    const component = counterOf(ir.tables[t]!.component);
    tables.push({ component, index: [sort], source: 'docs/any-n.md', states: COUNTS, events: ['up', 'down'], next: NEXT, observer: false });
    for (let l = 0; l <= other; l++) {
      counts.set(`${t},${l}`, instances.length);
      locals[l]!.push(instances.length);
      instances.push({ name: `${component}[${l}]`, table: tables.length - 1, index: [l], initial: 0 });
    }
  }
  const b = new IrBuilder(instances.map((x) => tables[x.table]!.states.length));
  const states = (t: number, which: (s: number) => boolean): number[] => ir.tables[t]!.states.flatMap((_, s) => (which(s) ? [s] : []));
  const always = counted.flatMap((t) =>
    Array.from({ length: other - 1 }, (_, k) => k + 1).flatMap((label) => {
      const naming = states(t, (s) => named[t]![s] === label);
      return ir.instances.flatMap((x, i): Counted[] => {
        const by = x.index[ir.tables[t]!.index.indexOf(sort)]!;
        return x.table === t && by < other ? [{ label, namedBy: by, always: b.or([b.not(b.in(i, naming)), b.not(b.in(counts.get(`${t},${label}`)!, [0]))]) }] : [];
      });
    }),
  );
  const maybe = b.in(labels.unknown[0]!, [1]);
  const counting = (a: IrAction): IrAction['effects'] =>
    counted.flatMap((t) =>
      Array.from({ length: other }, (_, k) => k + 1).flatMap((label) => {
        const instance = counts.get(`${t},${label}`)!;
        const [ups, downs]: [IrExpr[], IrExpr[]] = [[], []];
        for (const f of a.effects) {
          if (ir.instances[f.instance]!.table !== t) continue;
          const passed: IrExpr[] = [];
          for (const c of f.cases) {
            const next = ir.tables[t]!.next[c.event]!;
            const names = (s: number): boolean => named[t]![s] === label;
            const fires = [...passed, ...(c.when ? [c.when] : [])];
            ups.push(b.and([...fires, b.in(f.instance, states(t, (s) => next[s]! >= 0 && !names(s) && names(next[s]!)))]));
            downs.push(b.and([...fires, b.in(f.instance, states(t, (s) => next[s]! >= 0 && names(s) && !names(next[s]!))), b.or([b.not(b.in(instance, [MORE])), maybe]), b.not(b.in(instance, [0]))]));
            if (c.when) passed.push(b.not(c.when));
          }
        }
        const cases = [...ups.map((when) => ({ when, event: UP })), ...downs.map((when) => ({ when, event: DOWN }))].filter(({ when }) => !(when.op === 'const' && !when.value));
        return cases.length === 0 ? [] : [{ instance, cases }];
      }),
    );
  const taking = (a: IrAction): number => Math.max(0, ...Object.values(a.args).filter((v) => typeof v === 'number'));
  const actions = ir.actions.map((a) => ({
    ...a,
    // Those who take part, and one that stands by.
    guard: [...a.guard, ...always.filter((c) => c.label <= taking(a) + 1 && c.namedBy <= taking(a) + 1).map((c) => ({ name: 'named', e: c.always }))],
    effects: [...a.effects, ...counting(a)],
  }));
  const fresh = tables.slice(ir.tables.length);
  const extended = {
    ir: { ...ir, tables, instances, actions },
    locals,
    live: [...labels.live, ...fresh.map(() => COUNTS.map(() => true))],
    named: [...named, ...fresh.map(() => COUNTS.map(() => -1))],
    renamed: [...labels.renamed, ...fresh.map(() => COUNTS.map((_, s) => Array.from({ length: other + 1 }, () => s)))],
    starts: labels.starts.map((s) => [...s, ...fresh.map(() => 0)]),
  };
  return { labels: Object.assign(Object.create(Object.getPrototypeOf(labels)) as Labels, labels, extended), always };
};

/** No action can let two names of a value come or go at once. */
const countable = ({ ir, named }: Labels, table: number): boolean =>
  ir.actions.every((a) => {
    const moved = a.effects.flatMap((f) => {
      if (ir.instances[f.instance]!.table !== table) return [];
      const changes = f.cases.some((c) => ir.tables[table]!.next[c.event]!.some((to, s) => to >= 0 && named[table]![s] !== named[table]![to]));
      return changes ? [f.instance] : [];
    });
    return moved.length <= 1;
  });
