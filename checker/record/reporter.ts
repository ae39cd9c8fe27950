/** What a report is to the command line: one file in reports/ that exports `reporter`; it is found, not registered. */
import type { DifferenceRecord } from './difference.ts';
import type { Picture } from './picture.ts';
import type { RunRecord } from './run-record.ts';
import type { Trace } from './trace.ts';

export interface Style {
  /** Whether escape sequences may be written. */
  readonly colour: boolean;
}

/** reports/run/NAME.ts: a whole run. */
export interface RunReporter {
  readonly name: string;
  readonly doc: string;
  readonly write: (record: RunRecord, style: Style) => string | Promise<string>;
}

/** reports/trace/NAME.ts: one trace. */
export interface TraceReporter {
  readonly name: string;
  readonly doc: string;
  readonly write: (trace: Trace, style: Style) => string;
}

/** reports/difference/NAME.ts: what a comparison of two designs found. */
export interface DifferenceReporter {
  readonly name: string;
  readonly doc: string;
  readonly write: (record: DifferenceRecord, style: Style) => string;
}

/** reports/picture/NAME.ts: one picture, as text in a drawing language. */
export interface PictureWriter {
  readonly name: string;
  readonly doc: string;
  /** File name ending, without the dot. */
  readonly ending: string;
  /** Whether `pictures` keeps files of it beside the sources. */
  readonly kept: boolean;
  readonly write: (picture: Picture) => string | Promise<string>;
}
