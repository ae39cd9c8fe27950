/** A litmus file as text: places in it, and errors that name them. */

/** A place in a file: line and column, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What is wrong with a litmus file, where, and what to do about it. */
export class LitmusError extends Error {
  readonly code: string;

  constructor(file: string, { line, column }: Place, code: string, what: string, fix: string) {
    super(`${code}: ${file}:${line}:${column}: ${what}. ${fix}`);
    this.name = 'BadInput';
    this.code = code;
  }
}

/** Refuses the file at a place. */
export type Refuse = (at: Place, code: string, what: string, fix: string) => never;
