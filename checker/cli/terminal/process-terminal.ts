/** The terminal of the real process: stdout, stderr, Ctrl-C. */
import fs from 'node:fs';
import { notWritten } from './out-file.ts';
import type { Terminal } from './terminal.ts';

/** NO_COLOR (no-color.org) and a dumb terminal win over everything but FORCE_COLOR. */
export const takesColour = (isTty: boolean, env: Readonly<Record<string, string | undefined>>): boolean => {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR'] && env['FORCE_COLOR'] !== '0') return true;
  return isTty && env['TERM'] !== 'dumb';
};

const isCode = (e: unknown, code: string): boolean => (e as NodeJS.ErrnoException | undefined)?.code === code;

/**
 * Writes are synchronous, so that nothing is lost when the process exits, and a closed pipe (`vcpuhp list | head -1`)
 * ends the process quietly with the status that the shell gives to a program killed by SIGPIPE.
 */
const writeTo = (fd: number) => (text: string): void => {
  let rest = Buffer.from(text);
  while (rest.length) {
    try {
      rest = rest.subarray(fs.writeSync(fd, rest));
    } catch (e) {
      if (isCode(e, 'EPIPE')) {
        if (fd === 1) process.exit(141);
        // Nobody reads the notes: the results still count.
        return;
      }
      // A pipe in non-blocking mode that is full for the moment.
      if (!isCode(e, 'EAGAIN')) {
        // As above: notes that cannot be kept are no reason to lose results.
        if (fd === 2) return;
        throw notWritten('the output', (e as NodeJS.ErrnoException).code ?? '');
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
};

export const processTerminal = (): Terminal => {
  const controller = new AbortController();
  // The first Ctrl-C (or SIGTERM) asks for what was found so far; the second one gives up at once.
  for (const [signal, status] of [['SIGINT', 130], ['SIGTERM', 143]] as const)
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(status);
      controller.abort();
    });
  const err = writeTo(2);
  const live = process.stderr.isTTY === true;
  let shown = 0;
  const progress = (line: string): void => {
    if (!live) return;
    const width = Math.max(20, (process.stderr.columns || 80) - 1);
    const text = line.slice(0, width);
    err(`\r${text.padEnd(shown)}${line === '' ? '\r' : ''}`);
    shown = text.length;
  };
  return {
    out: writeTo(1),
    note: (text) => {
      if (shown) progress('');
      err(text);
    },
    progress,
    live,
    colour: takesColour(process.stdout.isTTY === true, process.env),
    signal: controller.signal,
  };
};
