/** How the programs here measure: CPU seconds of this process, and the middle of several runs. */

/** CPU seconds, user and system, that this process has used so far. */
export const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** The middle one of some figures; of an even number the upper one. */
export const median = (of: readonly number[]): number => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)]!;
