/** A checkpoint that cannot be used or written: one line, a stable code, what is wrong and what to do. */

export type CheckpointCode = 'E_CHECKPOINT_DAMAGED' | 'E_CHECKPOINT_FOREIGN' | 'E_CHECKPOINT_VERSION' | 'E_CHECKPOINT_EXISTS' | 'E_CHECKPOINT_WRITE';

export class CheckpointError extends Error {
  readonly code: CheckpointCode;
  readonly what: string;
  readonly fix: string;

  constructor(code: CheckpointCode, what: string, fix: string) {
    super(`${code}: ${what}. ${fix}`);
    this.name = 'CheckpointError';
    [this.code, this.what, this.fix] = [code, what, fix];
  }
}

/** By name and not by class: under tsx a module that is required and imported exists twice. */
export const isCheckpointError = (e: unknown): e is CheckpointError => e instanceof Error && e.name === 'CheckpointError';

/** What fails here is the place's fault, and worded so. The last checkpoint stays as it was. */
export const writingCheckpoint = <T>(folder: string, act: () => T): T => {
  try {
    return act();
  } catch (e) {
    const code = (e as NodeJS.ErrnoException).code ?? '';
    const full = code === 'ENOSPC' || code === 'EDQUOT';
    throw new CheckpointError('E_CHECKPOINT_WRITE', `no checkpoint could be written to ${folder}: ${full ? 'the disk is full' : code || (e as Error).message}`, `The last one is good: ${full ? 'make room' : 'mend the place'}, and go on with --resume`);
  }
};
