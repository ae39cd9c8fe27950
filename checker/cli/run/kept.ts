/**
 * What a run with checkpoints keeps of each configuration, in a folder of its own: checkpoints while it is searched, and its
 * result when it is finished, so that a run that goes on does not search it again.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../../explore/checkpoint/atomic.ts';
import { CheckpointError, writingCheckpoint } from '../../explore/checkpoint/checkpoint-error.ts';
import { STORE_KINDS } from '../../explore/visited/plan.ts';
import type { Ir } from '../../model/ir.ts';
import { ConfigurationRun, PropertyFact } from '../../record/run-record.ts';
import type { Task, TaskResult } from './task.ts';

/** Where checkpoints are kept, and whether those that are there are gone on with. */
export interface KeepOptions {
  readonly folder: string;
  readonly resume: boolean;
}

type Result = Omit<TaskResult, 'cpuSeconds' | 'refused'>;

const Finished = z.strictObject({ format: z.literal('vcpuhp-finished'), version: z.literal(1), identity: z.string(), run: ConfigurationRun, facts: z.array(PropertyFact), declaredIn: z.record(z.string(), z.string()), peakBytes: z.number(), store: z.enum(STORE_KINDS) });

export class Kept {
  /** Folder of the explorations' checkpoints. */
  readonly checkpoints: string;
  readonly #folder: string;
  readonly #resume: boolean;
  readonly #identity: string;

  constructor({ folder, resume }: KeepOptions, ir: Ir, task: Task) {
    this.#folder = folder;
    this.#resume = resume;
    this.checkpoints = path.join(folder, 'explorations');
    this.#identity = createHash('sha256').update(JSON.stringify([ir, task.order ?? '', task.reduce ?? '', task.outcomes === true, task.profile === true, task.store ?? 'auto'])).digest('hex');
  }

  get #file(): string {
    return path.join(this.#folder, 'finished.json');
  }

  /** The result, if the configuration was finished before. Throws {@link CheckpointError}. */
  finished(): Result | undefined {
    if (!fs.existsSync(this.#file)) return undefined;
    if (!this.#resume) throw new CheckpointError('E_CHECKPOINT_EXISTS', `${this.#folder} has a result`, 'Go on from it with --resume, or choose another folder');
    const found = parsed(fs.readFileSync(this.#file, 'utf8'));
    if (!Finished.safeParse(found).success) throw new CheckpointError('E_CHECKPOINT_DAMAGED', `${this.#file} is no result of this version`, 'Remove the folder and begin anew');
    // Not what zod gives: a record's fields keep the order in which they were written, so that its bytes are the same.
    const { identity, run, facts, declaredIn, peakBytes, store } = found as z.infer<typeof Finished>;
    if (identity !== this.#identity) throw new CheckpointError('E_CHECKPOINT_FOREIGN', `${this.#file} is of another system, or of a search with other options`, 'Name the folder of this one, or begin anew in another');
    return { run, facts, declaredIn, peakBytes, store };
  }

  /** Keep a result to go on with; the checkpoints that led to it go. One that more memory or time may better is not kept. */
  finish({ run, facts, declaredIn, peakBytes, store }: Result): void {
    if (!run.complete && !run.defect && run.bounds.length === 0) return;
    const text = JSON.stringify({ format: 'vcpuhp-finished', version: 1, identity: this.#identity, run, facts: [...facts], declaredIn, peakBytes, store } satisfies z.infer<typeof Finished>);
    writingCheckpoint(this.#folder, () => {
      fs.mkdirSync(this.#folder, { recursive: true });
      replaceFile(this.#file, `${text}\n`);
      fs.rmSync(this.checkpoints, { recursive: true, force: true });
    });
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

