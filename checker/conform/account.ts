/** What became of every line. No line is in two classes and none is left out: the sum is part of the result. */
import type { Account } from './outcome.ts';
import type { Line } from './recording.ts';

export type Fate =
  | { readonly is: 'explained' }
  | { readonly is: 'ignored'; readonly reason: string }
  | { readonly is: 'outside'; readonly reason: string }
  | { readonly is: 'unread' };

export const accountOf = (lines: readonly Line[], fateOf: (line: Line) => Fate): Account => {
  const explained: Record<string, number> = {};
  const ignored = new Map<string, { kind: string; reason: string; count: number }>();
  const outside = new Map<string, { reason: string; count: number; first: number }>();
  let unread = 0;
  for (const line of lines) {
    const fate = fateOf(line);
    if (fate.is === 'explained') explained[line.kind] = (explained[line.kind] ?? 0) + 1;
    else if (fate.is === 'unread') unread++;
    else if (fate.is === 'ignored') {
      const key = `${line.kind} ${fate.reason}`;
      const known = ignored.get(key) ?? { kind: line.kind, reason: fate.reason, count: 0 };
      ignored.set(key, { ...known, count: known.count + 1 });
    } else {
      const known = outside.get(fate.reason) ?? { reason: fate.reason, count: 0, first: line.number };
      outside.set(fate.reason, { ...known, count: known.count + 1 });
    }
  }
  return { lines: lines.length, explained, ignored: [...ignored.values()], outside: [...outside.values()], unread };
};
