/**
 * `npm run mutants [count] [seed] [kind]`: how many altered recordings are rejected, by kind; and every one that was accepted, with why.
 * Exits with 1 if a kind of rule R24 falls short of 90 % where the guest is the recorded one.
 */
import type { Labels } from '../../../checker/model/design.ts';
import { columns } from '../../../checker/record/columns.ts';
import { recordingNames } from '../corpus.ts';
import { explanation, isMet, pooled, ratesOf, sample, type Rate } from './sample.ts';

const [count = '20', seed = '1', only] = process.argv.slice(2);
const percent = ({ rejected, tried }: Rate): string => `${((100 * rejected) / tried).toFixed(0)} %`;
const column = (recordings: readonly string[], labels: Labels): Rate[] => ratesOf(sample(recordings, Number(count), Number(seed), labels, only === undefined ? undefined : new RegExp(only)));
const shown = (r: Rate | undefined): string => (r ? `${r.rejected} of ${r.tried}, ${percent(r)}` : '-');

/** What is altered, and the guest that it is held against. */
const held = [
  { name: 'Linux', rates: column(recordingNames('linux'), {}), counts: true },
  { name: 'direct', rates: column(recordingNames(), {}), counts: true },
  { name: 'Linux, held against a hostile guest', rates: column(recordingNames('linux'), { guest: 'hostile' }), counts: false },
];
const table = (rates: (r: readonly Rate[]) => readonly Rate[]): string => {
  const kinds = [...new Set(held.flatMap((h) => rates(h.rates).map((r) => r.kind)))];
  return columns(['kind', ...held.map((h) => `>${h.name}`)], kinds.map((kind) => [kind, ...held.map((h) => shown(rates(h.rates).find((r) => r.kind === kind)))]));
};
process.stdout.write(`${table((r) => r)}\n${table(pooled)}\n`);
const mutants = held.filter((h) => h.counts).reduce((n, h) => n + h.rates.reduce((m, r) => m + r.tried, 0), 0);
process.stdout.write(`${mutants} altered recordings, held against the guest that was recorded; ${count} of a kind where there is a place for it, drawn with seed ${seed}\n\n`);
for (const h of held) for (const m of h.rates.flatMap((r) => r.accepted)) process.stdout.write(`accepted (${h.name}): ${m.kind}, ${m.recording} line ${m.line}: ${explanation(m)}\n`);
process.exitCode = held.every((h) => !h.counts || pooled(h.rates).every(isMet)) ? 0 : 1;
