/**
 * Acceptance of an event, judged per region (R3). XState's own `can` is true when one region of a parallel state reacts
 * and another, which names the event elsewhere, silently ignores it; here that is a refusal.
 */
import type { AnyStateNode } from 'xstate';
import { ModelError } from '../model/model-error.ts';
import type { Component } from '../model/system.ts';
import { inPath } from './local-state.ts';
import { pathOf, subtree, type Candidate, type Shape } from './shape.ts';

/** A region: the root, or a child of a parallel state. */
interface Region {
  readonly node: AnyStateNode;
  readonly nodes: readonly AnyStateNode[];
}

const isRegion = (n: AnyStateNode): boolean => n.parent === undefined || n.parent.type === 'parallel';

const active = (n: AnyStateNode, state: string): boolean => n.parent === undefined || inPath(state, pathOf(n));

/** The region that a node belongs to. */
const regionOf = (n: AnyStateNode): AnyStateNode => (isRegion(n) ? n : regionOf(n.parent as AnyStateNode));

/**
 * Whether a local state accepts an event: some active region names it, and every active region that names it anywhere
 * has an applicable transition in the current configuration.
 */
export const acceptance = (c: Component, shape: Shape): ((state: string, event: string) => boolean) => {
  const regions: Region[] = shape.nodes.filter(isRegion).map((node) => ({ node, nodes: subtree(node) }));
  const naming = new Map(
    shape.events.map((e) => [e, regions.filter((r) => r.nodes.some((n) => shape.candidates(n, e).length > 0))] as const),
  );
  const chosen = (n: AnyStateNode, state: string, event: string): Candidate | undefined =>
    shape.candidates(n, event).find((t) => t.stateIn === undefined || inPath(state, t.stateIn));

  return (state, event) => {
    const named = (naming.get(event) ?? []).filter((r) => active(r.node, state));
    if (named.length === 0) return false;
    if (!named.every((r) => r.nodes.some((n) => active(n, state) && chosen(n, state, event) !== undefined))) return false;
    refuseConflict(c, shape, state, event, chosen);
    return true;
  };
};

/** Two regions react and one of them leaves its region: XState would drop one of the two without a word. */
const refuseConflict = (
  c: Component,
  shape: Shape,
  state: string,
  event: string,
  chosen: (n: AnyStateNode, state: string, event: string) => Candidate | undefined,
): void => {
  const reacting = shape.nodes.filter((n) => active(n, state) && chosen(n, state, event) !== undefined);
  const innermost = reacting.filter((n) => !reacting.some((m) => m !== n && m.path.length > n.path.length && n.path.every((k, i) => m.path[i] === k)));
  if (innermost.length < 2) return;
  for (const n of innermost)
    for (const target of chosen(n, state, event)!.targets)
      if (!subtree(regionOf(n)).includes(target))
        throw new ModelError('E_CONFLICTING_TRANSITIONS', `two regions react to ${event} and one of them leaves its region`, {
          fix: 'Give the two reactions different events, or put one transition on the parallel state',
          where: { file: c.file, component: c.name, state: pathOf(n), event },
        });
};
