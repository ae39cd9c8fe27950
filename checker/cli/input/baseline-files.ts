/** Baselines on disk: reports/baseline/DESIGN.json, written by `npm run baseline` and compared by `check --baseline`. */
import fs from 'node:fs';
import path from 'node:path';
import { Baseline, departures } from '../../record/baseline.ts';
import type { RunRecord } from '../../record/run-record.ts';
import { EXIT } from '../../record/verdict-table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { PROJECT } from './designs.ts';
import { loadJson } from './record-file.ts';

export const BASELINES = path.join(PROJECT, 'reports/baseline');

export const baselineFile = (design: string, folder = BASELINES): string => path.join(folder, `${design}.json`);

/** The baseline of a design, or undefined when none was ever written. */
export const loadBaseline = (design: string, folder = BASELINES): Baseline | undefined => {
  const file = baselineFile(design, folder);
  return fs.existsSync(file) ? loadJson(file, Baseline, 'Write it with: npm run baseline') : undefined;
};

/** One line for each departure of the run from the baselines. */
export const compareWithBaselines = (record: RunRecord, folder = BASELINES): string[] =>
  record.designs.flatMap((d) => {
    const base = loadBaseline(d.name, folder);
    return base ? departures(d, base) : [`${d.name}: has no baseline`];
  });

/** Exit 1 for a departure from the baseline, unless the record deserves worse. */
export const heldToBaselines = (terminal: Terminal, record: RunRecord, status: number, folder?: string): number => {
  const lines = compareWithBaselines(record, folder);
  for (const line of lines) terminal.note(`baseline: ${line}\n`);
  const accept = folder === undefined ? 'npm run baseline' : `vcpuhp baseline ${record.designs.map((d) => d.reference).join(' ')} --out ${folder}`;
  if (lines.length) terminal.note(`If that is meant, accept it with: ${accept}\n`);
  return lines.length && (status === EXIT.asExpected || status === EXIT.incomplete) ? EXIT.differs : status;
};
