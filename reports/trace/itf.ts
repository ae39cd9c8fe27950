/**
 * A trace in the Informal Trace Format, which Apalache and Quint write and their viewers read. A component with indices is
 * a function from them, a parallel machine a record of its regions; `mbt::actionTaken` is Quint's name for the step.
 */
import type { TraceReporter } from '../../checker/record/reporter.ts';
import type { Placement, Trace } from '../../checker/record/trace.ts';

type Value = string | { readonly [key: string]: unknown };

const STEP = 'mbt::actionTaken';

/** Every instance's local state, at the start and after each step. */
const statesOf = (trace: Trace): ReadonlyMap<string, string>[] => {
  const placed = (ps: readonly Placement[]): [string, string][] => ps.map((p) => [p.instance, p.state]);
  const out = [new Map(placed(trace.initial))];
  for (const s of trace.steps) out.push(new Map([...out.at(-1)!, ...placed(s.after)]));
  return out;
};

/** `vcpu[1,0]`: the component and its indices. */
const parsed = (instance: string): { component: string; index: number[] } => {
  const [component = '', index] = instance.replace(']', '').split('[');
  return { component, index: index === undefined ? [] : index.split(',').map(Number) };
};

const integer = (n: number): Value => ({ '#bigint': String(n) });

/** A value keeps one type throughout: a record where the instance has several regions in every state. */
const valueOf = (state: string, parallel: boolean): Value =>
  parallel
    ? Object.fromEntries(
        state.split(' ').map((leaf): [string, string] => {
          const cut = leaf.lastIndexOf('.');
          return cut < 0 ? [leaf, 'active'] : [leaf.slice(0, cut), leaf.slice(cut + 1)];
        }),
      )
    : state;

export const reporter: TraceReporter = {
  name: 'itf',
  doc: 'the Informal Trace Format of Apalache and Quint',
  write: (trace) => {
    const states = statesOf(trace);
    const instances = trace.initial.map((p) => p.instance);
    const parallel = new Set(instances.filter((i) => states.every((s) => s.get(i)!.includes(' '))));
    const components = [...new Set(instances.map((i) => parsed(i).component))];
    const variable = (component: string, state: ReadonlyMap<string, string>): Value => {
      const own = instances.filter((i) => parsed(i).component === component);
      const value = (i: string): Value => valueOf(state.get(i)!, parallel.has(i));
      if (own.length === 1 && parsed(own[0]!).index.length === 0) return value(own[0]!);
      return {
        '#map': own.map((i) => {
          const index = parsed(i).index.map(integer);
          return [index.length === 1 ? index[0] : { '#tup': index }, value(i)];
        }),
      };
    };
    const document = {
      '#meta': {
        format: 'ITF',
        'format-description': 'https://apalache-mc.org/docs/adr/015adr-trace.html',
        source: `${trace.design} ${trace.configuration}`,
        status: trace.kind === 'witness' ? 'ok' : 'violation',
        description: trace.property ? `${trace.kind} of ${trace.property}: ${trace.text}` : trace.text,
      },
      params: [],
      vars: [...components, STEP],
      states: states.map((state, k) => ({
        '#meta': { index: k },
        ...Object.fromEntries(components.map((c) => [c, variable(c, state)])),
        [STEP]: k === 0 ? 'init' : trace.steps[k - 1]!.label,
      })),
    };
    return `${JSON.stringify(document, null, 1)}\n`;
  },
};
