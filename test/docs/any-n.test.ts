/** Tables of docs/any-n.md and docs/reductions.md: what reports/prove and bench/results say; UPDATE_GOLDEN=1 writes them anew. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { proofs } from './proofs.ts';

const read = (path: string): string => fs.readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const number = (n: number): string => n.toLocaleString('en');

const results = (): string => {
  const rows = Object.entries(proofs()).map(([design, { configuration, proof, certificate }]) => {
    const of = (v: string): number => proof.properties.filter((p) => p.verdict === v).length;
    const asked = proof.properties.length - of('notAsked');
    const [whole] = proof.closed;
    const cert = certificate ? `${certificate.properties.length} properties, ${certificate.queries} questions, ${certificate.fails.length === 0 ? 'all unsat' : `${certificate.fails.length} not unsat`}` : '-';
    return `| ${design} | ${configuration} | ${asked} | ${of('proved')} (${Math.round((100 * of('proved')) / asked)} %) | ${of('violated')} | ${of('unknown')} | ${whole ? `${number(whole.triples)}${whole.complete ? '' : ', not all'}, ${(whole.ms / 1000).toFixed(0)} s` : '-'} | ${cert} |`;
  });
  const unknown = Object.entries(proofs()).flatMap(([design, { proof }]) => proof.properties.flatMap((p) => (p.verdict === 'unknown' ? [`| ${design} | ${p.id} | ${p.spurious ? `${p.spurious.rule}; lost at ${p.spurious.at}, after ${p.spurious.steps.length - 1} steps` : (p.reason ?? '')} |`] : [])));
  return ['| design | configuration | safety properties | proved for any N | violated | unknown | abstract states, time | certificate, by z3 |', '|---|---|---|---|---|---|---|---|', ...rows, '', '| design | unknown | what lost it |', '|---|---|---|', ...unknown].join('\n');
};

interface Row {
  readonly design: string;
  readonly configuration: string;
  readonly hot: number | 'any';
  readonly reduction: string;
  readonly states: number;
  readonly covered?: number;
  readonly complete: boolean;
  readonly cpuSeconds: number;
}
const slots = (): string => {
  const { rows, seconds } = JSON.parse(read('bench/results/slots.json')) as { rows: Row[]; seconds: number };
  return ['| design | configuration | hot-pluggable slots | reduction | states | they stand for | CPU s |', '|---|---|---|---|---|---|---|', ...rows.map((r) => `| ${[r.design, r.configuration, r.hot, r.reduction, r.complete ? number(r.states) : `more than ${number(r.states)}`, r.covered === undefined ? '' : number(r.covered), r.complete ? r.cpuSeconds : `stopped after ${seconds}`].join(' | ')} |`)].join('\n');
};

const independence = (): string => {
  const { rows } = JSON.parse(read('bench/results/independence.json')) as { rows: { configuration: string; states: number; pairs: number; independent: number; alone: number }[] };
  return ['| configuration | states looked at | pairs | independent | states where a process could move alone |', '|---|---|---|---|---|', ...rows.map((r) => `| ${r.configuration} | ${number(r.states)} | ${number(r.pairs)} | ${(100 * r.independent).toFixed(0)} % | ${(100 * r.alone).toFixed(0)} % |`)].join('\n');
};

describe('docs', () => {
  const shows = (page: string, what: string, text: () => string): void => {
    const mark = new RegExp(`<!-- ${what} -->[\\s\\S]*<!-- /${what} -->`);
    it(`${page} shows the recorded ${what}`, () => {
      const now = read(page);
      const expected = `<!-- ${what} -->\n${text()}\n<!-- /${what} -->`;
      assert.match(now, mark);
      if (process.env['UPDATE_GOLDEN']) fs.writeFileSync(new URL(`../../${page}`, import.meta.url), now.replace(mark, () => expected));
      else assert.equal(mark.exec(now)?.[0], expected, 'UPDATE_GOLDEN=1 npm test writes the table anew');
    });
  };
  shows('docs/any-n.md', 'proofs', results);
  shows('docs/reductions.md', 'slots', slots);
  shows('docs/reductions.md', 'independence', independence);

  it('at least 80 % of the safety properties of corrected are proved for any N, the rest is listed with the rule that lost it', () => {
    const { proof } = proofs()['corrected']!;
    const asked = proof.properties.filter((p) => p.verdict !== 'notAsked');
    assert.ok(asked.filter((p) => p.verdict === 'proved').length >= 0.8 * asked.length);
    for (const p of asked.filter((x) => x.verdict === 'unknown')) assert.ok(p.spurious ?? p.reason, p.id);
  });
});
