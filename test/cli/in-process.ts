/** Runs a command line in this process, with a terminal that remembers. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommandLine } from '../../checker/cli/terminal/command-line.ts';
import type { Terminal } from '../../checker/cli/terminal/terminal.ts';

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Path of a design kept for these tests, as a user at the project's root would write it. */
export const testDesign = (name: string): string => path.relative(process.cwd(), path.join(path.dirname(fileURLToPath(import.meta.url)), 'designs', `${name}.ts`));

export const CROSSING = testDesign('crossing');
export const FAULTY = testDesign('faulty');
export const UNUSED = testDesign('unused');

/** `signal` stands for Ctrl-C. */
export const cli = async (args: readonly string[], signal: AbortSignal = new AbortController().signal): Promise<Outcome> => {
  let [out, err] = ['', ''];
  const terminal: Terminal = {
    out: (text) => void (out += text),
    note: (text) => void (err += text),
    progress: () => {},
    live: false,
    colour: false,
    signal,
  };
  const status = await runCommandLine(args, terminal);
  return { status, out, err };
};
