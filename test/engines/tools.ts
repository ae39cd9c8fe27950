/** The engines and the compiler that they need, as programs. */
import { execFile } from 'node:child_process';

/** What a program printed and how it ended. */
export interface Ended {
  readonly status: number | string;
  readonly out: string;
}

/** Run a program to its end; its standard error is put behind its output. `minutes`: a run that takes longer is a failure. */
export const run = (program: string, args: readonly string[], options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>>; readonly minutes?: number } = {}): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const { cwd, env = {}, minutes = 10 } = options;
    execFile(program, [...args], { cwd, env: { ...process.env, ...env }, maxBuffer: 2 ** 28, timeout: minutes * 60_000 }, (error, stdout, stderr) => {
      if (error && (error.code === 'ENOENT' || error.killed)) reject(new Error(error.killed ? `${program} took longer than ${minutes} minutes` : `${program} is not installed`));
      else resolve({ status: error?.code ?? (error ? 'killed' : 0), out: stdout + stderr });
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
