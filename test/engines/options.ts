/** How the engines are asked: main.ts says so in the environment, since mocha may load modules of its own a second time. */

export interface Options {
  /** Names of the designs to compare. */
  readonly designs: readonly string[];
  /** How many random systems. */
  readonly random: number;
  readonly seed: string;
  /** Write the records anew instead of comparing with them. */
  readonly record: boolean;
  /** Of those whose record is of an earlier model, or that have none, write one; compare the others with theirs. */
  readonly renew: boolean;
}

const VARIABLE = 'VCPUHP_ENGINES';

export const setOptions = (options: Options): void => {
  process.env[VARIABLE] = JSON.stringify(options);
};

/** What was set; throws in a process in which nothing was. */
export const getOptions = (): Options => {
  const text = process.env[VARIABLE];
  if (text === undefined) throw new Error('run it with: npm run test:engines');
  return JSON.parse(text) as Options;
};
