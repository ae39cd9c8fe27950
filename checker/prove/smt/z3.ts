/** z3 as a process: a script in, an answer for each question out. */
import { spawn } from 'node:child_process';

/** z3 is not there, or does not understand the script. */
export class Z3Error extends Error {
  readonly code: 'E_NO_Z3' | 'E_Z3';
  readonly what: string;
  readonly fix: string;

  constructor(code: Z3Error['code'], what: string, fix: string) {
    super(`${what}. ${fix}`);
    this.code = code;
    this.what = what;
    this.fix = fix;
  }
}

/** One answer: `unsat` is what a certificate needs. */
export interface Answer {
  readonly name: string;
  readonly answer: 'sat' | 'unsat' | 'unknown';
}

/** Run z3 over a script whose questions are announced by `echo`. Throws {@link Z3Error}. */
export const askZ3 = (script: string, { command = 'z3', signal }: { readonly command?: string; readonly signal?: AbortSignal } = {}): Promise<Answer[]> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, ['-in', '-smt2'], { stdio: ['pipe', 'pipe', 'pipe'], ...(signal ? { signal } : {}) });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (d: string) => (out += d));
    child.stderr.resume();
    child.stdin.on('error', () => {});
    child.on('error', (e: NodeJS.ErrnoException) => reject(e.code === 'ENOENT' ? new Z3Error('E_NO_Z3', `${command} is not installed`, 'Debian and Ubuntu: apt-get install z3; elsewhere: https://github.com/Z3Prover/z3') : e));
    child.on('close', () => {
      const lines = out.split('\n').filter((l) => l !== '');
      const error = lines.find((l) => l.startsWith('(error'));
      if (error) return reject(new Z3Error('E_Z3', `z3 refuses the script: ${error.slice(0, 300)}`, 'This is a defect of the checker'));
      const answers: Answer[] = [];
      let name = '';
      for (const l of lines) {
        if (l === 'sat' || l === 'unsat' || l === 'unknown') answers.push({ name, answer: l });
        else name = l;
      }
      return resolve(answers);
    });
    child.stdin.end(script);
  });
