/** Forms in which a run is written down, and how a file of one becomes a recording. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { ModelError } from '../model/model-error.ts';
import { parseRecording, type Recording } from './recording.ts';

export interface Source {
  readonly name: string;
  /** What such a file looks like, one line. */
  readonly doc: string;
  /** Told from its first lines. */
  readonly fits: (head: readonly string[]) => boolean;
  /** Throws E_RECORDING where the text is not of this form. */
  readonly read: (text: string, file: string) => Recording;
}

/** The project's own form. */
export const jsonLines: Source = {
  name: 'jsonl',
  doc: 'one JSON object a line, with seq, source and name',
  fits: ([first = '']) => /^\{.*"source"\s*:/.test(first) && /"seq"\s*:/.test(first),
  read: parseRecording,
};

/** So many lines are enough to tell what a file is. */
const HEAD = 20;

/** Read a recording from a file; `.gz` is unpacked. `given` names the form; without it the text is looked at. Throws E_RECORDING. */
export const readSource = (file: string, sources: readonly Source[], given?: string): Recording => {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return sourceOf(text, file, sources, given).read(text, file);
};

const sourceOf = (text: string, file: string, sources: readonly Source[], given?: string): Source => {
  const head = text.slice(0, 100_000).split('\n', HEAD * 2).filter((l) => l.trim() !== '').slice(0, HEAD);
  const fit = sources.filter((s) => (given === undefined ? s.fits(head) : s.name === given));
  if (fit.length === 1) return fit[0]!;
  throw new ModelError('E_RECORDING', given === undefined ? `this file is of ${fit.length} known forms${fit.map((s) => `, ${s.name}`).join('')}` : `there is no form ${given}`, {
    fix: `Name one with --format: ${sources.map((s) => `${s.name} (${s.doc})`).join('; ')}`,
    where: { file },
  });
};
