/** The record of a comparison itself. */
import type { DifferenceReporter } from '../../checker/record/reporter.ts';

export const reporter: DifferenceReporter = { name: 'json', doc: 'the record of a comparison', write: (record) => `${JSON.stringify(record, null, 2)}\n` };
