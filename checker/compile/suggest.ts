/** "did you mean": the known name nearest to a mistyped one. */

/** Edit distance (Levenshtein) of two strings. */
export const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= b.length; j++)
      row.push(Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
  }
  return row[b.length]!;
};

/** The known name nearest to `name`, if it is near enough to be a slip. */
export const nearest = (name: string, known: Iterable<string>): string | undefined => {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const k of known) {
    const d = distance(name, k);
    if (d < least) [best, least] = [k, d];
  }
  return best;
};

/** What to do about an unknown name: the nearest known one, else all of them (at most 20). */
export const suggest = (name: string, known: Iterable<string>): string => {
  const all = [...known];
  const near = nearest(name, all);
  if (near !== undefined) return `Did you mean ${near}?`;
  if (all.length === 0) return 'There is none to name';
  return `Name one of: ${all.slice(0, 20).join(', ')}${all.length > 20 ? ', ...' : ''}`;
};
