/** From arguments to an exit status: finds the commands, runs the one that is meant, and words every failure. */
import { Command, type CommanderError } from 'commander';
import { EXIT } from '../../record/verdict-table.ts';
import type { CliCommand } from '../command.ts';
import { BadInput, isBadInput } from '../input/bad-input.ts';
import { loadCommands } from '../input/plugins.ts';
import type { Terminal } from './terminal.ts';
import { VERSION } from './version.ts';

const EXIT_STATUSES = `
Exit status: 0 as the designs expect; 1 a verdict differs (with --strict: something is violated);
2 unusable arguments or input; 3 incomplete; 4 a defect in the spec or in the checker.`;

const examples = (lines: readonly string[]): string => `\nExamples:\n${lines.map((e) => `  vcpuhp ${e}\n`).join('')}`;

const isCommanders = (e: unknown): e is CommanderError => e instanceof Error && e.name === 'CommanderError';

/** Commander's own errors, reworded to one line with a code. */
const reworded = (e: CommanderError): BadInput => {
  const [what = '', ...rest] = e.message.replace(/^error: /, '').split('\n');
  const near = /Did you mean (.*)\?/.exec(rest.join(' '))?.[1];
  const code = e.code.replace(/^commander\./, '').replace(/[A-Z]/g, (c) => `_${c}`).toUpperCase();
  return new BadInput(`E_${code}`, what.replace(/\.$/, ''), near ? `Did you mean ${near}?` : 'See --help');
};

const build = (terminal: Terminal, commands: ReadonlyMap<string, CliCommand>, done: (status: Promise<number>) => void): Command => {
  const program = new Command('vcpuhp')
    .description('Decides what an Arm64 vCPU hotplug design guarantees, by looking at every reachable state.')
    .version(VERSION)
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: () => {}, getOutHelpWidth: () => 110, getOutHasColors: () => false })
    .addHelpText('after', examples(['check', 'trace rfc-v5 PresentAlwaysOne', 'list designs']) + EXIT_STATUSES);
  for (const [name, c] of commands) {
    const sub = program.command(name).description(c.summary).addHelpText('after', examples(c.examples));
    c.declare(sub);
    sub.action((...given: unknown[]) => {
      const args = given.slice(0, -2) as (string | string[] | undefined)[];
      const status = c.run(terminal, args, sub.opts());
      done(status);
      return status.then(() => undefined);
    });
  }
  return program;
};

/** A failure in words, and the status that goes with it. */
const explain = (e: unknown): { status: number; line: string } => {
  if (isCommanders(e)) return explain(reworded(e));
  if (isBadInput(e)) return { status: EXIT.badInput, line: e.message };
  const error = e instanceof Error ? e : new Error(String(e));
  const code = (error as { code?: unknown }).code;
  // A coded error of the model layer: the spec is at fault. Its message begins with the code already.
  if (typeof code === 'string' && code.startsWith('E_')) return { status: EXIT.defect, line: error.message };
  const detail = process.env['VCPUHP_DEBUG'] ? `\n${error.stack}` : '';
  return { status: EXIT.defect, line: `E_INTERNAL: ${error.message}. This is a defect of the checker; VCPUHP_DEBUG=1 shows where${detail}` };
};

/** Runs one command line; gives the exit status and never throws. */
export const runCommandLine = async (argv: readonly string[], terminal: Terminal): Promise<number> => {
  let status: Promise<number> = Promise.resolve(EXIT.badInput);
  try {
    const program = build(terminal, await loadCommands(), (s) => (status = s));
    await program.parseAsync(argv.length ? [...argv] : ['--help'], { from: 'user' });
    return await status;
  } catch (e) {
    if (isCommanders(e) && e.exitCode === 0) return argv.length ? EXIT.asExpected : EXIT.badInput;
    const { status: failed, line } = explain(e);
    terminal.note(`error ${line}\n`);
    return failed;
  }
};
