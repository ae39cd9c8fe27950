/** `node --import=tsx test/conformance/mutants/report.ts [count] [seed] [kind]`: the rate by kind, and every mutant that was accepted. */
import { columns } from '../../../checker/record/columns.ts';
import { recordingNames } from '../corpus.ts';
import { explanation, ratesOf, sample } from './sample.ts';

const [count = '20', seed = '1', only] = process.argv.slice(2);
const rates = ratesOf(sample(recordingNames(), Number(count), Number(seed), only === undefined ? undefined : new RegExp(only)));
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(0)} %`;
process.stdout.write(columns(['kind', '>tried', '>rejected', '>rate'], rates.map((r) => [r.kind, String(r.tried), String(r.rejected), percent(r.rejected, r.tried)])));
/** Rule R24 counts the alterations, whatever they are done to. */
const pooled = [...new Set(rates.map((r) => r.kind.replace(/:.*| (line|whole) .*/, (m) => m.replace(/:.*| of.*| \w+$/, ''))))];
process.stdout.write('\n');
for (const name of pooled) {
  const all = rates.filter((r) => r.kind.startsWith(name));
  const [tried, rejected] = [all.reduce((n, r) => n + r.tried, 0), all.reduce((n, r) => n + r.rejected, 0)];
  process.stdout.write(`  ${name}: ${rejected} of ${tried} rejected, ${percent(rejected, tried)}\n`);
}
process.stdout.write('\n');
for (const m of rates.flatMap((r) => r.accepted)) process.stdout.write(`accepted: ${m.kind}, ${m.recording} line ${m.line}: ${explanation(m)}\n`);
