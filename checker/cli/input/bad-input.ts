/** Input that cannot be used: one line, a stable code, what is wrong and what to do. Exit status 2. */
import { suggest } from '../../compile/suggest.ts';
import type { ModelError } from '../../model/model-error.ts';

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

/** What a model has against its user's input, as an error of the input: its message without code and advice, which stand apart. */
export const ofModel = (e: ModelError): BadInput => new BadInput(e.code, e.message.slice(e.code.length + 2, -(e.fix.length + 2)), e.fix);

/** The error for a name that is none of `known`: suggests the nearest, or names some. */
export const unknownName = (code: string, kind: string, given: string, known: readonly string[]): BadInput =>
  new BadInput(code, `unknown ${kind} ${JSON.stringify(given)}`, suggest(given, known));
