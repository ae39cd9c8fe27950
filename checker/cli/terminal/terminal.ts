/** Where a command writes and what may interrupt it. Commands never touch `process`, so tests run them in-process. */
export interface Terminal {
  /** Results. Ends quietly when the reader is gone. */
  readonly out: (text: string) => void;
  /** Notes, timings, errors. */
  readonly note: (text: string) => void;
  /** Replaces the current progress line; '' clears it. Does nothing when stderr is no terminal. */
  readonly progress: (line: string) => void;
  /** Whether {@link progress} shows anything: spares the work of making the line. */
  readonly live: boolean;
  /** Whether stdout takes colours. */
  readonly colour: boolean;
  /** Fires on Ctrl-C. */
  readonly signal: AbortSignal;
}
