/** Reading back what was recorded: whatever is not exactly of the schema is refused, with the first place that differs. */
import fs from 'node:fs';
import type { z } from 'zod';
import { RunRecord } from '../../record/run-record.ts';
import { BadInput, isBadInput } from './bad-input.ts';

/** The text of a file that the user named. */
export const readText = (file: string): string => {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (e) {
    const code = (e as NodeJS.ErrnoException).code;
    throw new BadInput('E_NO_FILE', `${file} cannot be read (${code === 'ENOENT' ? 'there is no such file' : code})`, 'Check the path');
  }
};

/** A JSON file of the given schema. `made` says how such a file comes about. */
export const loadJson = <T>(file: string, schema: z.ZodType<T>, made: string): T => {
  let json: unknown;
  try {
    json = JSON.parse(readText(file));
  } catch (e) {
    if (isBadInput(e)) throw e;
    throw new BadInput('E_RECORD', `${file} is no JSON`, made);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new BadInput('E_RECORD', `${file} does not have the expected form: ${issue.path.join('.') || 'top level'}: ${issue.message}`, made);
};

export const loadRecord = (file: string): RunRecord => loadJson(file, RunRecord, 'Write one with: vcpuhp check --record FILE');
