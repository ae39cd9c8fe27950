/**
 * Acceptance of an event, judged per region (R3). XState's own `can` is true when one region of a parallel state reacts
 * and another, which names the event elsewhere, silently ignores it; here that is a refusal.
 */
import type { AnyStateNode } from 'xstate';
import { ModelError } from '../model/model-error.ts';
import type { Component } from '../model/system.ts';
import { pathOf, subtree, type Candidate, type Shape } from './shape.ts';

/** A state node that names an event. */
interface Naming {
  readonly node: AnyStateNode;
  readonly path: string;
  readonly candidates: readonly Candidate[];
}

/** A region (the root, or a child of a parallel state) that names an event, with its nodes that do. */
interface Region {
  readonly path: string;
  readonly naming: readonly Naming[];
}

const isRegion = (n: AnyStateNode): boolean => n.parent === undefined || n.parent.type === 'parallel';

/** The region that a node belongs to. */
const regionOf = (n: AnyStateNode): AnyStateNode => (isRegion(n) ? n : regionOf(n.parent as AnyStateNode));

/** Paths that a local state is in; that of the root is ''. */
const activePaths = (name: string): ReadonlySet<string> => {
  const paths = new Set(['']);
  for (const leaf of name.split(' ')) {
    for (let dot = leaf.indexOf('.'); dot >= 0; dot = leaf.indexOf('.', dot + 1)) paths.add(leaf.slice(0, dot));
    paths.add(leaf);
  }
  return paths;
};

const chosen = ({ path, candidates }: Naming, active: ReadonlySet<string>): Candidate | undefined =>
  active.has(path) ? candidates.find((t) => t.stateIn === undefined || active.has(t.stateIn)) : undefined;

/**
 * Whether a local state accepts an event: some active region names it, and every active region that names it anywhere
 * has an applicable transition in the current configuration.
 */
export const acceptance = (c: Component, shape: Shape): ((state: string, event: string) => boolean) => {
  const naming = (node: AnyStateNode, event: string): Naming[] => {
    const candidates = shape.candidates(node, event);
    return candidates.length === 0 ? [] : [{ node, path: pathOf(node), candidates }];
  };
  const regions = shape.nodes.filter(isRegion).map((node) => ({ path: pathOf(node), nodes: subtree(node) }));
  // Few nodes name an event, and a table asks for every event in every state: what can be known before is.
  const byEvent = new Map(
    shape.events.map((e) => {
      const own: Region[] = regions.map(({ path, nodes }) => ({ path, naming: nodes.flatMap((n) => naming(n, e)) })).filter((r) => r.naming.length > 0);
      return [e, { regions: own, naming: shape.nodes.flatMap((n) => naming(n, e)) }] as const;
    }),
  );
  const known = new Map<string, ReadonlySet<string>>();

  return (state, event) => {
    let active = known.get(state);
    if (!active) known.set(state, (active = activePaths(state)));
    const at = byEvent.get(event);
    let named = false;
    for (const r of at?.regions ?? []) {
      if (!active.has(r.path)) continue;
      named = true;
      if (!r.naming.some((n) => chosen(n, active))) return false;
    }
    if (named) refuseConflict(c, event, at!.naming, active);
    return named;
  };
};

/** Two regions react and one of them leaves its region: XState would drop one of the two without a word. */
const refuseConflict = (c: Component, event: string, naming: readonly Naming[], active: ReadonlySet<string>): void => {
  const reacting = naming.flatMap((n) => {
    const t = chosen(n, active);
    return t ? [{ node: n.node, targets: t.targets }] : [];
  });
  if (reacting.length < 2) return;
  const innermost = reacting.filter(({ node: n }) => !reacting.some(({ node: m }) => m !== n && m.path.length > n.path.length && n.path.every((k, i) => m.path[i] === k)));
  if (innermost.length < 2) return;
  for (const { node, targets } of innermost)
    for (const target of targets)
      if (!subtree(regionOf(node)).includes(target))
        throw new ModelError('E_CONFLICTING_TRANSITIONS', `two regions react to ${event} and one of them leaves its region`, {
          fix: 'Give the two reactions different events, or put one transition on the parallel state',
          where: { file: c.file, component: c.name, state: pathOf(node), event },
        });
};
