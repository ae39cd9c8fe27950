/** What a trace changes, read off it; apart from the schemas, so that a page in a browser need not carry those. */
import type { Change, Placement, Trace } from './trace.ts';

/** The state every instance is in after the last step. */
export const finalState = (trace: Trace): Placement[] => {
  const states = new Map([...trace.initial, ...trace.steps.flatMap((s) => s.after)].map((p) => [p.instance, p.state]));
  return trace.initial.map(({ instance }) => ({ instance, state: states.get(instance)! }));
};

/** `gic[1].cpu`: a variable of the trace, as its rows and lanes are named. */
export const variable = (c: Pick<Change, 'instance' | 'region'>): string => (c.region ? `${c.instance}.${c.region}` : c.instance);

/** The variables that the trace changes and where each starts, in the system's order. */
export const variables = (trace: Trace): { readonly name: string; readonly instance: string; readonly region: string; readonly initially: string }[] => {
  const order = new Map(trace.initial.map((p, i) => [p.instance, i]));
  const first = new Map<string, Change>();
  for (const s of trace.steps) for (const c of s.changes) if (!first.has(variable(c))) first.set(variable(c), c);
  return [...first]
    .sort(([a, x], [b, y]) => order.get(x.instance)! - order.get(y.instance)! || (a < b ? -1 : 1))
    .map(([name, c]) => ({ name, instance: c.instance, region: c.region, initially: c.from }));
};
