/**
 * What of the records of searches that did not finish is worth keeping: how far they came, and where the states come from.
 *
 * `npm run bench:undecided -- RECORD...` takes what `check --profile --record` wrote, and writes results/undecided.json.
 */
import fs from 'node:fs';
import { RunRecord } from '../checker/record/run-record.ts';

const rows = process.argv.slice(2).flatMap((file) => {
  const { designs, timing } = RunRecord.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  return designs.flatMap((d) =>
    d.configurations.flatMap((c) =>
      c.complete ? [] : c.slices.map(({ distinct, generated, depth, levels, profile }) => ({ design: d.name, configuration: c.id, title: c.title, reason: c.reason, distinct, generated, depth, levels, profile, cpuSeconds: Math.round(timing!.configurations[`${d.name} ${c.id}`]!.cpuSeconds) })),
    ),
  );
});
if (rows.length === 0) throw new Error('every search in these records finished');
fs.writeFileSync(new URL('results/undecided.json', import.meta.url), `${JSON.stringify({ rows }, null, 2)}\n`);
