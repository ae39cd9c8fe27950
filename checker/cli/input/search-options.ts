/** How the search itself is run: the options that every command which searches has. */
import os from 'node:os';
import type { Command } from 'commander';
import { memorySize, oneOf, wholeNumber } from './option-values.ts';

export interface SearchOptions {
  readonly memory?: number;
  readonly jobs?: number;
  readonly reduce?: 'cone' | 'whole';
}

/** Declare `--memory`, `--jobs` and `--reduce`. */
export const declareSearch = (command: Command): void => {
  command
    .option('--memory <size>', 'memory for the states of one configuration, e.g. 512M or 2G', memorySize)
    .option('--jobs <n>', 'configurations searched at a time (default: one for each processor)', wholeNumber('jobs', 1, 256))
    .option('--reduce <how>', 'cone: each property on the part of the system it depends on (default); whole: one search of it all', oneOf('reduce', ['cone', 'whole']));
};

/** How many configurations to search at a time. */
export const jobsOf = (options: SearchOptions): number => options.jobs ?? Math.max(1, os.availableParallelism());
