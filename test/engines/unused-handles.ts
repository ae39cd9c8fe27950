/**
 * Rumur declares every variable of the state in every function that it writes, and gcc without optimisation compiles each: most of its
 * verifier, and most of its time. Here those that their function does not name are taken out; gcc refuses the program if one was needed.
 */
const FUNCTION = /^[a-z]/;
const DECLARATION = /^ *const struct handle (ru_\w+) __attribute__\(\(unused\)\) = state_handle\([^;]*\);$/;

const named = (lines: readonly string[]): string[] => {
  const used = new Set(lines.filter((l) => !DECLARATION.test(l)).flatMap((l) => l.match(/\bru_\w+/g) ?? []));
  return lines.filter((l) => {
    const declared = DECLARATION.exec(l)?.[1];
    return declared === undefined || used.has(declared);
  });
};

/** Rumur's verifier without them. */
export const withoutUnusedHandles = (c: string): string => {
  const functions: string[][] = [[]];
  for (const line of c.split('\n')) {
    if (FUNCTION.test(line)) functions.push([]);
    functions.at(-1)!.push(line);
  }
  return functions.flatMap(named).join('\n');
};
