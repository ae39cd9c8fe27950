/**
 * What a component's machine may be made of (R3): states, regions, events, targets and `stateIn`. Everything else is
 * refused here, before a table is built, because it would carry state or behaviour that no table shows.
 */
import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { ModelError } from '../model/model-error.ts';
import type { Component } from '../model/system.ts';
import { suggest } from './suggest.ts';

/** One candidate transition, as far as tables need it. */
export interface Candidate {
  readonly targets: readonly AnyStateNode[];
  /** Dotted path that `stateIn` asks for. */
  readonly stateIn?: string;
}

/** A machine that passed the checks. */
export interface Shape {
  readonly machine: AnyStateMachine;
  readonly nodes: readonly AnyStateNode[];
  /** Dotted paths of all nodes but the root. */
  readonly paths: ReadonlySet<string>;
  /** Event names in document order. */
  readonly events: readonly string[];
  readonly candidates: (node: AnyStateNode, event: string) => readonly Candidate[];
}

export const pathOf = (node: AnyStateNode): string => node.path.join('.');

/** All nodes below and including `node`, in document order. */
export const subtree = (node: AnyStateNode): AnyStateNode[] => [
  node,
  ...Object.values(node.states as Record<string, AnyStateNode>).flatMap(subtree),
];

const placed = (c: Component, node?: AnyStateNode, event?: string): { readonly [k: string]: string } => ({
  file: c.file,
  component: c.name,
  ...(node ? { machine: node.machine.id, state: pathOf(node) || '(root)' } : {}),
  ...(event === undefined ? {} : { event }),
});

const refuse = (code: string, message: string, fix: string, where: Readonly<Record<string, string>>): never => {
  throw new ModelError(code, message, { fix, where });
};

const checkNode = (c: Component, n: AnyStateNode): void => {
  const where = placed(c, n);
  const config = n.config as Record<string, unknown>;
  if (n.path.some((k) => /[\s.{}]/.test(k) || k === ''))
    refuse('E_STATE_NAME', 'a state name has a dot, a brace or a space', 'Use letters, digits, _ and - only', where);
  if (n.type === 'history') refuse('E_HISTORY', 'history states keep state outside the state value', 'Write the remembered state as a region', where);
  if (n.type === 'final' || config['onDone'] !== undefined)
    refuse('E_FINAL', 'a component never finishes', 'Write an ordinary state without transitions', where);
  if (config['after'] !== undefined) refuse('E_AFTER', 'delayed transitions are not supported', 'Write the delay as an action of the environment', where);
  if (config['invoke'] !== undefined) refuse('E_INVOKE', 'a component has no children', 'Write the invoked logic as a component of its own', where);
  if (config['always'] !== undefined)
    refuse('E_ALWAYS', 'eventless transitions hide an intermediate state', 'Target the resulting state directly', where);
  if (config['route'] !== undefined) refuse('E_ROUTE', 'routes are not supported', 'Name the target in a transition', where);
  if (n.entry.length > 0 || n.exit.length > 0 || (typeof config['initial'] === 'object' && 'actions' in (config['initial'] as object)))
    refuse('E_ACTION', 'entry, exit and initial actions are not supported', 'Put the effect into an action of the system', where);
};

/** The path that a `stateIn` guard asks for; any other guard is refused. */
const guardPath = (c: Component, n: AnyStateNode, event: string, guard: unknown): string => {
  const named = typeof guard === 'string' ? (n.machine.implementations.guards as Record<string, unknown>)[guard] : guard;
  if (typeof named !== 'function' || !('stateValue' in named) || !('check' in named))
    return refuse('E_GUARD', 'the only guard inside a machine is stateIn', "Put the condition into the action's `when`", placed(c, n, event));
  const value: unknown = named.stateValue;
  if (typeof value !== 'string')
    return refuse('E_GUARD', 'stateIn takes a dotted path here', "Write stateIn('region.state')", placed(c, n, event));
  return value;
};

const readCandidates = (c: Component, n: AnyStateNode, event: string): Candidate[] => {
  const where = placed(c, n, event);
  const defs = n.transitions.get(event) ?? [];
  return defs.map((t, i) => {
    if (t.actions.length > 0) refuse('E_ACTION', 'transition actions are not supported', 'Put the effect into an action of the system', where);
    if (t.target === undefined || t.target.length === 0)
      refuse('E_TARGETLESS', 'a transition without target reads as forbidden and as no-op', 'Write a no-op as a self-target', where);
    if (i < defs.length - 1 && t.guard === undefined)
      refuse('E_SHADOWED', 'a transition without guard stands before another of the same event', 'Put it last, or remove the ones after it', where);
    const targets = t.target as readonly AnyStateNode[];
    return t.guard === undefined ? { targets } : { targets, stateIn: guardPath(c, n, event, t.guard) };
  });
};

/** Check a component's machine and give access to what tables need. */
export const shapeOf = (c: Component, sorts: Readonly<Record<string, number>>): Shape => {
  let machine: AnyStateMachine;
  try {
    machine = c.machine(sorts);
  } catch (e) {
    throw new ModelError('E_MACHINE', `the machine cannot be built: ${(e as Error).message}`, { fix: 'Mend the machine', where: placed(c) });
  }
  const root = machine.root as AnyStateNode;
  const where = placed(c, root);
  const context: unknown = machine.config.context;
  if (typeof context === 'function' || (context !== undefined && Object.keys(context as object).length > 0))
    refuse('E_CONTEXT', 'a component has no context', 'Write the data as states', where);
  const nodes = subtree(root);
  if (nodes.length === 1) refuse('E_NO_STATES', 'the machine has no states', 'Give it at least one state', where);
  for (const n of nodes) checkNode(c, n);
  const paths = new Set(nodes.slice(1).map(pathOf));
  const events = new Set<string>();
  const table = new Map<AnyStateNode, Map<string, Candidate[]>>();
  for (const n of nodes) {
    const own = new Map<string, Candidate[]>();
    for (const event of n.transitions.keys()) {
      if (event.includes('*')) refuse('E_WILDCARD', `the event descriptor ${event} is a wildcard`, 'Name each event', placed(c, n, event));
      if (event.startsWith('xstate.')) refuse('E_RESERVED_EVENT', 'events of XState itself are not supported', 'Rename the event', placed(c, n, event));
      events.add(event);
      own.set(event, readCandidates(c, n, event));
    }
    table.set(n, own);
  }
  for (const [n, own] of table)
    for (const [event, list] of own)
      for (const t of list)
        if (t.stateIn !== undefined && !paths.has(t.stateIn))
          refuse('E_UNKNOWN_STATE', `stateIn names ${t.stateIn}, which is no state`, suggest(t.stateIn, paths), placed(c, n, event));
  return { machine, nodes, paths, events: [...events], candidates: (n, event) => table.get(n)?.get(event) ?? [] };
};
