/** Baselines on disk: reports/baseline/DESIGN.json, written by `npm run baseline` and compared by `check --baseline`. */
import fs from 'node:fs';
import path from 'node:path';
import { Baseline, departures } from '../../record/baseline.ts';
import type { RunRecord } from '../../record/run-record.ts';
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
