/**
 * What the engines agreed on, kept in reports/engines/DESIGN.json: the counts to expect of a run by hand, and what the next
 * run must find again. Equal input gives equal bytes.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { loadJson } from '../../checker/cli/input/record-file.ts';
import { PROJECT } from '../../checker/cli/input/designs.ts';
import { writeFile } from '../../checker/cli/terminal/out-file.ts';
import { compose } from '../../checker/compile/compose.ts';
import type { Configuration } from '../../checker/model/design.ts';
import { exportsOf, type Account, type Exports } from './agreement.ts';

export const RECORDS = path.join(PROJECT, 'reports/engines');

const count = z.number().int().nonnegative();

export const EnginesRecord = z.strictObject({
  design: z.string(),
  configuration: z.string(),
  /** SHA-256 of what the engines were given: whether a record is of this model or of an earlier one. */
  given: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of those who said so last. */
  engines: z.strictObject({ spin: z.string(), rumur: z.string(), gcc: z.string() }),
  states: count,
  /** Without SPIN's first, which leads to the initial state. */
  transitions: count,
  /** What some state or step violates (`sometimes`: satisfies): the least number of steps to it, and how many do. */
  found: z.record(z.string(), z.strictObject({ depth: count, count })),
  /** What none does. */
  none: z.array(z.string()),
});
export type EnginesRecord = z.infer<typeof EnginesRecord>;

const file = (design: string, folder: string): string => path.join(folder, `${design}.json`);

const digest = ({ promela, murphi }: Exports): string => createHash('sha256').update(promela).update(murphi).digest('hex');

export const recordOf = (design: string, configuration: Configuration, engines: EnginesRecord['engines'], account: Account): EnginesRecord => ({
  design,
  configuration: configuration.id,
  given: digest(exportsOf(compose(configuration.system()))),
  engines: { spin: engines.spin, rumur: engines.rumur, gcc: engines.gcc },
  states: account.states,
  transitions: account.transitions,
  found: Object.fromEntries(Object.entries(account.depths).map(([id, depth]) => [id, { depth, count: account.counts[id]! }])),
  none: [...account.none],
});

/** Throws E_WRITE. */
export const writeRecord = (record: EnginesRecord, folder = RECORDS): void => writeFile(file(record.design, folder), `${JSON.stringify(record, null, 1)}\n`);

/** The record of a design, or undefined when none was ever written. */
export const loadRecord = (design: string, folder = RECORDS): EnginesRecord | undefined =>
  fs.existsSync(file(design, folder)) ? loadJson(file(design, folder), EnginesRecord, 'Write it with: npm run test:engines -- --record') : undefined;

/** Designs that have a record. */
export const recorded = (folder = RECORDS): string[] =>
  fs.existsSync(folder) ? fs.readdirSync(folder).filter((f) => f.endsWith('.json')).map((f) => f.slice(0, -'.json'.length)).sort() : [];
