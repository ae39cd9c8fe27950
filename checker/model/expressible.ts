/**
 * Which properties a system can be held to. A property names components, states and actions; a system that lacks one of them
 * (another accelerator, a part left out) cannot express it. So a configuration need not list what does not apply to it.
 */
import type { AnyStateMachine } from 'xstate';
import type { InstanceRef } from './expression.ts';
import type { Property } from './property.ts';
import { actionName, type System } from './system.ts';

/** What a property names. */
interface Names {
  readonly component: (name: string, states: readonly string[]) => void;
  readonly action: (name: string) => void;
}

/** Properties are plain data: every `at`, `value` and `taken` in them, wherever it stands. */
const visit = (x: unknown, names: Names): void => {
  if (typeof x !== 'object' || x === null) return;
  const e = x as { op?: unknown; t?: unknown; of?: InstanceRef; states?: readonly string[]; region?: string; action?: string };
  if (e.op === 'at') names.component(e.of!.component, e.states!);
  else if (e.t === 'value') names.component(e.of!.component, e.region === '' ? [] : [e.region!]);
  // `taken`, and a party of fairness or recovery that is an action family.
  else if (typeof e.action === 'string') names.action(e.action);
  for (const v of Object.values(x)) visit(v, names);
};

type Node = AnyStateMachine['root'];
/** Dotted paths of all states below the root. */
const pathsOf = (n: Node, at = ''): string[] => Object.entries(n.states as Record<string, Node>).flatMap(([k, child]) => [`${at}${k}`, ...pathsOf(child, `${at}${k}.`)]);

/** A state path with `{x}` in it stands for every value of `x`. */
const pattern = (path: string): RegExp => new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '\\w+')}$`);

/** Tells of what is plain data (an expression, a property) whether the system has the components, states and actions that it names. */
export const expressing = (system: Omit<System, 'properties'>): ((x: unknown) => boolean) => {
  const actions = new Set([...system.actions, ...system.components.flatMap((c) => c.actions ?? [])].map(actionName));
  const paths = new Map(system.components.map((c) => [c.name, pathsOf(c.machine(system.sorts).root)] as const));
  const has = (component: string, state: string): boolean => paths.get(component)!.some((p) => pattern(state).test(p));
  return (x) => {
    let all = true;
    visit(x, {
      component: (name, states) => {
        all &&= paths.has(name) && states.every((s) => has(name, s));
      },
      action: (name) => {
        all &&= actions.has(name);
      },
    });
    return all;
  };
};

/** Those of `properties` whose components, states and actions the system has, in their order. */
export const expressible = (system: Omit<System, 'properties'>, properties: readonly Property[]): Property[] => properties.filter(expressing(system));
