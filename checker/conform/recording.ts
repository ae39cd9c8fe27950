/** A recording: lines in order of time, each with its source and name. */
import { z } from 'zod';
import { ModelError } from '../model/model-error.ts';

const lineSchema = z.object({
  seq: z.number().int(),
  t: z.number().optional(),
  t_done: z.number().optional(),
  source: z.string().min(1),
  name: z.string().min(1),
  args: z.record(z.string(), z.unknown()).default({}),
  result: z.unknown().optional(),
  error: z.unknown().optional(),
  vm: z.string().optional(),
});

/** What one line says. Fields of it are named in a mapping by dotted path: `args.idx`, `error.desc`. */
export type RecordedFields = z.infer<typeof lineSchema>;

export interface Line {
  /** Position in the file, from 1. */
  readonly number: number;
  readonly fields: RecordedFields;
  /** `source/name`: what a mapping has one rule for. */
  readonly kind: string;
  readonly text: string;
}

export interface Recording {
  /** Where it was read from, for messages. */
  readonly file: string;
  readonly lines: readonly Line[];
  /** Seconds since 1970 at `t` = 0; undefined: its clock is its own, or it has none. */
  readonly epoch?: number;
  /** Sources whose lines it would have, had there been any; undefined: of all that its mapping knows. */
  readonly records?: readonly string[];
  /** What is known of the system where no line says it: in place of the `args` of the line `setup.start`. */
  readonly says?: Readonly<Record<string, unknown>>;
}

/** One JSON object a line, each with what it says under the names of {@link RecordedFields}; `args.t0` of the first is the epoch. */
export const parseRecording = (text: string, file: string): Recording => {
  const lines: Line[] = [];
  text.split('\n').forEach((row, n) => {
    if (row.trim() === '') return;
    const parsed = lineSchema.safeParse(jsonOf(row, file, n + 1));
    if (!parsed.success)
      throw new ModelError('E_RECORDING', `line ${n + 1} is no record: ${z.prettifyError(parsed.error)}`, {
        fix: 'Give one JSON object a line, with at least seq, source and name',
        where: { file },
      });
    lines.push(lineOf(parsed.data, n + 1, row));
  });
  const zero = lines[0]?.fields.args['t0'];
  return { file, lines, ...(typeof zero === 'number' ? { epoch: zero } : {}) };
};

/** A line from its fields; `text` is what is shown of it. */
export const lineOf = (fields: RecordedFields, number: number, text: string = JSON.stringify(fields)): Line => ({
  number,
  fields,
  kind: `${fields.source}/${fields.name}`,
  text,
});

const jsonOf = (row: string, file: string, n: number): unknown => {
  try {
    return JSON.parse(row);
  } catch (e) {
    throw new ModelError('E_RECORDING', `line ${n} is not JSON: ${(e as Error).message}`, {
      fix: 'Give a recording with one JSON object a line',
      where: { file },
    });
  }
};
