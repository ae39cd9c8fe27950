/** What the drawing languages have in common. */
import type { ChartEdge, ChartState, Picture, StatesPicture } from '../../checker/record/picture.ts';

/** Edges by the innermost state that holds both ends: there a nested drawing must declare them. */
export const byCommonAncestor = (edges: readonly ChartEdge[]): Map<string, ChartEdge[]> => {
  const at = new Map<string, ChartEdge[]>();
  for (const e of edges) {
    const a = e.from.split('.').slice(0, -1);
    const b = e.to.split('.').slice(0, -1);
    let n = 0;
    while (n < a.length && a[n] === b[n]) n++;
    const key = a.slice(0, n).join('.');
    at.set(key, [...(at.get(key) ?? []), e]);
  }
  return at;
};

const MOST = 6;

/** The first few of a list; a label of forty events is no label. The whole list is in the picture's JSON. */
export const shortList = (items: readonly string[], separator: string): string =>
  (items.length > MOST ? [...items.slice(0, MOST - 1), `and ${items.length - MOST + 1} more`] : items).join(separator);

/** How the states of a picture were folded. */
export const seenAs = ({ level, on }: StatesPicture): string =>
  level === 'phases' ? 'by phase' : level === 'projection' ? `projected on ${on.join(', ')}` : `quotient by ${on.join(', ')} and what can come next`;

/** Beyond these nobody reads a picture, and laying it out takes minutes and gigabytes. */
const MOST_NODES = 150;
const MOST_EDGES = 600;

const leaves = (s: ChartState): number => (s.children.length ? s.children.reduce((n, c) => n + leaves(c), 0) : 1);

/** Why a picture is not laid out, or undefined. */
export const tooLarge = (p: Picture): string | undefined => {
  const nodes = p.picture === 'machine' ? leaves(p.root) : p.picture === 'composition' ? p.components.length : p.nodes.length;
  return nodes > MOST_NODES || p.edges.length > MOST_EDGES ? `not drawn: ${nodes} nodes and ${p.edges.length} edges are more than anybody reads (${MOST_NODES} and ${MOST_EDGES})` : undefined;
};
