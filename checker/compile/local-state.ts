/** Names of local states, and what a dotted path means on them. Names alone carry all that expressions can ask. */
import type { StateValue } from 'xstate';

/** Active leaf paths of a state value, sorted. */
export const leafPaths = (value: StateValue): string[] => {
  const out: string[] = [];
  const walk = (v: StateValue | undefined, prefix: string): void => {
    if (v === undefined) return;
    if (typeof v === 'string') out.push(prefix + v);
    else for (const [k, sub] of Object.entries(v)) walk(sub, `${prefix}${k}.`);
  };
  walk(value, '');
  return out.sort();
};

/** Name of a local state: its active leaf paths joined by ' '. */
export const localName = (value: StateValue): string => leafPaths(value).join(' ');

/** Whether local state `name` is in `path` (XState `matches`: a path is also matched by everything below it). */
export const inPath = (name: string, path: string): boolean =>
  name.split(' ').some((leaf) => leaf === path || leaf.startsWith(`${path}.`));

/** Name of the active child of `region` ('' = root), or undefined where the region is not active. */
export const childOf = (name: string, region: string): string | undefined => {
  const prefix = region === '' ? '' : `${region}.`;
  const leaf = name.split(' ').find((l) => l.startsWith(prefix));
  return leaf?.slice(prefix.length).split('.')[0];
};
