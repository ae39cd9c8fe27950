/**
 * The contract of an exporter: one file in checker/export that exports `exporter`; its file name is the name of the format,
 * and nothing else has to be edited. An exporter reads the IR and nothing else, and always the whole system: what an
 * engine is to confirm must not be reduced by us first.
 */
import type { ExploreOptions } from '../explore/options.ts';
import type { Ir } from '../model/ir.ts';

/** What is written beside the system itself. */
export interface ExportContext {
  /** Design and configuration, for the heading. */
  readonly title: string;
  /** Name and version of this program. */
  readonly tool: string;
  /** For what has to be explored to be written. */
  readonly explore: ExploreOptions;
}

export interface Exporter {
  readonly doc: string;
  /** File name ending, without the dot. */
  readonly ending: string;
  /** The text, piece by piece: a graph may be larger than any string. */
  readonly write: (ir: Ir, context: ExportContext) => AsyncIterable<string> | Iterable<string>;
}

/** A format that needs every state, of a system whose states could not all be found. */
export class ExportStopped extends Error {
  readonly code: 'E_INCOMPLETE' | 'E_SPEC_DEFECT';

  constructor(code: ExportStopped['code'], what: string, fix: string) {
    super(`${what}. ${fix}`);
    this.code = code;
  }
}
