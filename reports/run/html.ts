/** One page that needs no network: verdicts, traces to walk through, and pictures. */
import type { RunReporter, Style } from '../../checker/record/reporter.ts';
import type { RunRecord } from '../../checker/record/run-record.ts';
import { clientScript } from '../html/bundle.ts';
import { collect } from '../html/collect.ts';
import { packed } from '../html/pack.ts';
import { page } from '../html/page.ts';

export const reporter = {
  name: 'html',
  doc: 'one offline HTML page; record with check --exhibits to have its pictures',
  write: async (record: RunRecord, _style: Style): Promise<string> => page(record, packed(await collect(record)), await clientScript()),
} satisfies RunReporter;
