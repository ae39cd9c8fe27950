/** The middle one of some figures; of an even number the upper one. */
export const median = (of: readonly number[]): number => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)]!;
