/** The engines and the compiler that they need, as programs. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** What a program printed and how it ended. */
export interface Ended {
  readonly status: number | string;
  readonly out: string;
}

interface Running {
  readonly pid?: number | undefined;
}

const running = new Set<Running>();
const folders = new Set<string>();

/** End a program and whatever it started: each is the first of a group of its own. */
const end = ({ pid }: Running): void => {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
};

// However this process ends, it leaves nothing running and nothing behind.
process.once('exit', () => {
  for (const child of running) end(child);
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own for one comparison, gone after it. */
export const inFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-engines-'));
  folders.add(folder);
  try {
    return await work(folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
    folders.delete(folder);
  }
};

/** Run a program to its end; its standard error is put behind its output. `minutes`: a run that takes longer is a failure; `shown`: its standard error is passed on instead. */
export const run = (program: string, args: readonly string[], options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>>; readonly minutes?: number; readonly shown?: boolean } = {}): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const { cwd, env = {}, minutes = 10, shown = false } = options;
    const child = spawn(program, [...args], { cwd, env: { ...process.env, ...env }, detached: true, stdio: ['ignore', 'pipe', shown ? 'inherit' : 'pipe'] });
    running.add(child);
    let late = false;
    const clock = setTimeout(() => {
      late = true;
      end(child);
    }, minutes * 60_000);
    const ended = (): void => {
      clearTimeout(clock);
      running.delete(child);
    };
    const [out, err]: [string[], string[]] = [[], []];
    child.stdout!.setEncoding('utf8').on('data', (text: string) => out.push(text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => err.push(text));
    child.once('error', (e: NodeJS.ErrnoException) => {
      ended();
      reject(new Error(e.code === 'ENOENT' ? `${program} is not installed` : `${program} cannot be run: ${e.message}`));
    });
    child.once('close', (status, signal) => {
      ended();
      if (late) reject(new Error(`${program} took longer than ${minutes} minutes`));
      else resolve({ status: status ?? signal ?? 'killed', out: [...out, ...err].join('') });
    });
  });

/** Run a program that must succeed. */
export const must = async (program: string, args: readonly string[], options: Parameters<typeof run>[2] = {}): Promise<string> => {
  const { status, out } = await run(program, args, options);
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}:\n${out.slice(-4000)}`);
  return out;
};

const NEEDED = [
  ['spin', '-V', /Version (\S+)/],
  ['rumur', '--version', /version v?(\S+)/],
  ['gcc', '--version', /(\d+\.\d+\.\d+)$/m],
] as const;

/** Version by program. */
export type Versions = Readonly<Record<(typeof NEEDED)[number][0], string>>;

/** An engine, or the compiler that both need, is not there. */
export class EnginesMissing extends Error {
  readonly code = 'E_ENGINES';

  constructor(missing: readonly string[]) {
    super(`E_ENGINES: not installed: ${missing.join(', ')}. On Debian and Ubuntu: apt-get install ${missing.join(' ')}; elsewhere see docs/engines.md`);
  }
}

/** The versions of all; throws {@link EnginesMissing}. */
export const versions = async (): Promise<Versions> => {
  const found = await Promise.all(NEEDED.map(([program, flag, pattern]) => run(program, [flag]).then(({ out }) => [program, pattern.exec(out)?.[1] ?? out.trim()] as const, () => undefined)));
  const missing = NEEDED.filter((_, k) => found[k] === undefined).map(([program]) => program);
  if (missing.length > 0) throw new EnginesMissing(missing);
  return Object.fromEntries(found as (readonly [string, string])[]) as Versions;
};
