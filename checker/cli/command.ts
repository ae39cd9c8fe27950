/**
 * The contract of a command. A command is one file in checker/cli that exports `command`; its file name is its name,
 * and nothing else has to be edited.
 */
import type { Command } from 'commander';
import type { Terminal } from './terminal/terminal.ts';

export interface CliCommand {
  /** One line for `vcpuhp --help`. */
  readonly summary: string;
  /** Command lines that work, shown under `--help`; without the leading `vcpuhp`. */
  readonly examples: readonly string[];
  /** Arguments and options, declared on a fresh commander command. The action is not set here. */
  readonly declare: (command: Command) => void;
  /** Does it; gives the exit status. `args` are the positional arguments, in order of declaration. */
  readonly run: (terminal: Terminal, args: readonly (string | string[] | undefined)[], options: Readonly<Record<string, unknown>>) => Promise<number>;
}
