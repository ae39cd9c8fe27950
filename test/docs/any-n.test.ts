/** Tables of docs/any-n.md and docs/reductions.md: what reports/prove and bench/results say; UPDATE_GOLDEN=1 writes them anew. */
import assert from 'node:assert/strict';
import { number, recordOf, showsText, table } from './page.ts';
import type { PropertyProof } from '../../checker/prove/proof.ts';
import { MAIN, PROOFS } from './proofs.ts';

const whatLost = ({ spurious, givenUp, reason = '' }: PropertyProof): string => {
  if (!spurious) return reason;
  const up = givenUp ? `${givenUp.values === 1 ? 'one value' : 'two values'}: given up after ${number(givenUp.triples)} abstract states; before: ` : '';
  return `${up}${spurious.rule}; lost ${spurious.at === '' ? '' : `at ${spurious.at}, `}after ${spurious.steps.length - 1} steps, over ${spurious.over.length} components`;
};

const results = (): string => {
  const rows = PROOFS.map(({ design, configuration, proof, certificate }) => {
    const of = (v: string): number => proof.properties.filter((p) => p.verdict === v).length;
    const asked = proof.properties.length - of('notAsked');
    const [whole] = proof.closed;
    const cert = certificate ? `${certificate.properties.length} properties, ${certificate.queries} questions, ${certificate.fails.length === 0 ? 'all unsat' : `${certificate.fails.length} not unsat`}` : '-';
    const set = whole ? `${number(whole.triples)}${whole.complete ? '' : ', not all'}` : '-';
    return [design, configuration, String(asked), `${of('proved')} (${Math.round((100 * of('proved')) / asked)} %)`, String(of('violated')), String(of('unknown')), set, (proof.cpuMs / 1000).toFixed(1), cert];
  });
  const unknown = PROOFS.flatMap(({ design, proof }) => proof.properties.flatMap((p) => (p.verdict === 'unknown' ? [[design, p.id, whatLost(p)]] : [])));
  return [table(['design', 'configuration', 'safety properties', 'proved for any N', 'violated', 'unknown', 'abstract states', 'CPU s', 'certificate, by z3'], rows), '', table(['design', 'unknown', 'what lost it'], unknown)].join('\n');
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
  readonly limit?: number;
}
const slots = (): string => {
  const { rows } = recordOf<{ rows: Row[] }>('bench/results/slots.json');
  return table(
    ['design', 'configuration', 'hot-pluggable slots', 'reduction', 'states', 'they stand for', 'CPU s'],
    rows.map((r) => [r.design, r.configuration, String(r.hot), r.reduction, r.complete ? number(r.states) : `more than ${number(r.states)}`, r.covered === undefined ? '' : number(r.covered), r.complete ? String(r.cpuSeconds) : `stopped after ${r.limit}`]),
  );
};

const independence = (): string => {
  const { rows } = recordOf<{ rows: { configuration: string; states: number; pairs: number; independent: number; alone: number }[] }>('bench/results/independence.json');
  const share = (part: number): string => `${(100 * part).toFixed(0)} %`;
  return table(['configuration', 'states looked at', 'pairs', 'independent', 'states where a process could move alone'], rows.map((r) => [r.configuration, number(r.states), number(r.pairs), share(r.independent), share(r.alone)]));
};

describe('docs', () => {
  showsText('docs/any-n.md', 'proofs', results);
  showsText('docs/reductions.md', 'slots', slots);
  showsText('docs/reductions.md', 'independence', independence);

  it('at least 80 % of the safety properties of corrected are proved for any N, the rest is listed with the rule that lost it', () => {
    const { proof } = PROOFS.find((r) => r.design === 'corrected' && r.configuration === MAIN)!;
    const asked = proof.properties.filter((p) => p.verdict !== 'notAsked');
    assert.ok(asked.filter((p) => p.verdict === 'proved').length >= 0.8 * asked.length);
    for (const p of asked.filter((x) => x.verdict === 'unknown')) assert.ok(p.spurious ?? p.reason, p.id);
  });
});
