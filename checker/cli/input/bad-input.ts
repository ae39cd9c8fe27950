/** Input that cannot be used: one line, a stable code, what is wrong and what to do. Exit status 2. */
import { suggest } from '../../compile/suggest.ts';

export class BadInput extends Error {
  readonly code: string;

  constructor(code: string, what: string, fix: string) {
    super(`${code}: ${what}. ${fix}`);
    this.name = 'BadInput';
    this.code = code;
  }
}

/** By name and not by class: under tsx a module that is required and imported exists twice. */
export const isBadInput = (e: unknown): e is BadInput => e instanceof Error && e.name === 'BadInput';

/** The error for a name that is none of `known`: suggests the nearest, or names some. */
export const unknownName = (code: string, kind: string, given: string, known: readonly string[]): BadInput =>
  new BadInput(code, `unknown ${kind} ${JSON.stringify(given)}`, suggest(given, known));
