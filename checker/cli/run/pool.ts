/** Performs tasks, several at a time in processes of their own. The results are in the order of the tasks. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import type { ToChild, ToParent } from './messages.ts';
import { perform } from './perform.ts';
import type { Task, TaskProgress, TaskResult } from './task.ts';

export interface PoolOptions {
  readonly jobs: number;
  readonly signal: AbortSignal;
  /** How far the task at `index` is; undefined when it ended. */
  readonly report: (index: number, progress: TaskProgress | undefined) => void;
  /** The result of a task that was not performed: interrupted before it began, or its process died. */
  readonly lost: (index: number, reason: string) => TaskResult;
}

const ENDING = path.extname(fileURLToPath(import.meta.url));

/** Sources need tsx in the child too, found from here and not from wherever the user is. */
const start = (): ChildProcess =>
  fork(fileURLToPath(new URL(`./child${ENDING}`, import.meta.url)), [], { execArgv: ENDING === '.ts' ? [`--import=${import.meta.resolve('tsx')}`] : [] });

/** One after the other, here. */
const inSequence = async (tasks: readonly Task[], options: PoolOptions): Promise<TaskResult[]> => {
  const results: TaskResult[] = [];
  for (const [i, task] of tasks.entries()) {
    results.push(options.signal.aborted ? options.lost(i, INTERRUPTED) : await perform(task, options.signal, (p) => options.report(i, p)));
    options.report(i, undefined);
  }
  return results;
};

const INTERRUPTED = 'the run was interrupted before it began';

/** A child performs one task after the other until none is left; one that dies loses only the task it was at. */
const inProcesses = (tasks: readonly Task[], options: PoolOptions): Promise<TaskResult[]> =>
  new Promise((resolve, reject) => {
    const results: TaskResult[] = [];
    const children = new Set<ChildProcess>();
    let given = 0;
    let open = tasks.length;

    const finish = (index: number, result: TaskResult): void => {
      results[index] = result;
      options.report(index, undefined);
      if (--open > 0) return;
      for (const c of children) c.disconnect();
      options.signal.removeEventListener('abort', abort);
      resolve(results);
    };
    const abort = (): void => {
      for (const c of children) c.send({ type: 'abort' } satisfies ToChild);
      while (given < tasks.length) finish(given, options.lost(given++, INTERRUPTED));
    };
    const employ = (): void => {
      const child = start();
      children.add(child);
      let at: number | undefined;
      const next = (): void => {
        if (given >= tasks.length) return;
        at = given++;
        child.send({ type: 'task', task: tasks[at]! } satisfies ToChild);
      };
      child.on('message', (message: ToParent) => {
        if (message.type === 'ready') next();
        else if (message.type === 'progress') options.report(at!, message.progress);
        else if (message.type === 'failed') reject(new Error(message.message));
        else {
          const done = at!;
          at = undefined;
          // Hand out the next task first: finishing the last one lets the children go.
          next();
          finish(done, message.result);
        }
      });
      child.on('error', reject);
      child.on('exit', (code, signal) => {
        children.delete(child);
        if (at !== undefined) {
          const lost = at;
          at = undefined;
          finish(lost, options.lost(lost, `its process ended with ${signal ?? `status ${code}`}`));
        }
        // Nobody left for what remains: a fresh process, since a task may have died of memory.
        if (children.size === 0 && given < tasks.length) employ();
      });
    };

    options.signal.addEventListener('abort', abort);
    for (let i = 0; i < Math.min(options.jobs, tasks.length); i++) employ();
  });

export const performAll = (tasks: readonly Task[], options: PoolOptions): Promise<TaskResult[]> =>
  options.jobs === 1 || tasks.length <= 1 ? inSequence(tasks, options) : inProcesses(tasks, options);
