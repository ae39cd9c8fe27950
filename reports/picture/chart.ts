/** What the drawing languages have in common. */
import type { ChartEdge, StatesPicture } from '../../checker/record/picture.ts';

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
