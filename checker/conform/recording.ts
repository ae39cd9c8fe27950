/** A recording: one JSON object a line, as a harness or a trace backend wrote it (plain or gzip). */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
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
}

/** Read a recording from a file; `.gz` is unpacked. */
export const readRecording = (file: string): Recording => {
  const bytes = readFileSync(file);
  return parseRecording((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'), file);
};

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
  return { file, lines };
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
