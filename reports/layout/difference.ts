/** What all reports of a comparison say, as paragraphs, lists and runs; how they are set is theirs. */
import { differs, summarised, type BehaviourGroup, type ConfigurationDifference, type DifferenceRecord } from '../../checker/record/difference.ts';
import { count, plural } from './words.ts';

/** A witness: the run of the one that has the behaviour, and that of the other one as far as it goes. */
export interface Runs {
  readonly title: string;
  readonly having: readonly string[];
  readonly lacking: readonly string[];
  readonly instead: string;
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'runs'; readonly runs: Runs };

const few = (xs: readonly string[], most = 6): string => (xs.length > most ? `${xs.slice(0, most).join(', ')} and ${xs.length - most} more` : xs.join(', '));
const one = (d: DifferenceRecord, change: 'gained' | 'lost', has: boolean): string => ((change === 'gained') === has ? d.candidate : d.base);

/** The groups behind one observable state: the shortest witness stands for them all. */
const byState = (groups: readonly BehaviourGroup[]): (readonly BehaviourGroup[])[] => {
  const found = new Map<string, BehaviourGroup[]>();
  for (const g of groups) {
    const key = g.state.join();
    found.set(key, [...(found.get(key) ?? []), g]);
  }
  return [...found.values()];
};

/** The steps from `from` on; three and more in a row of which nothing is seen are one line. */
const steps = (run: BehaviourGroup['witness'], from = 0): string[] => {
  const lines: string[] = [];
  for (let k = from; k < run.length; ) {
    let end = k;
    while (end < run.length && run[end]!.seen === '') end++;
    if (end - k >= 3) {
      lines.push(`${k + 1}. to ${end}. ${run[k]!.label} to ${run[end - 1]!.label}`);
      k = end;
      continue;
    }
    const { label, seen } = run[k]!;
    lines.push(`${k + 1}. ${[label, seen].filter((x) => x !== '').join(' -- ')}`);
    k++;
  }
  return lines;
};

/** How many steps two runs begin with alike. */
const shared = (a: BehaviourGroup['witness'], b: BehaviourGroup['witness']): number => {
  const k = a.findIndex((s, n) => s.label !== b[n]?.label);
  return k < 0 ? a.length : k;
};

/** The other run, from where it is another one. */
const follows = (name: string, g: BehaviourGroup): string[] => {
  const same = shared(g.witness, g.other);
  if (same === g.other.length) return [`${name} does the same up to there`];
  return [`${name} looks the same up to there${same > 0 ? `; its steps differ from ${same + 1}. on` : ''}:`, ...steps(g.other, same)];
};

const behind = (d: DifferenceRecord, groups: readonly BehaviourGroup[]): Block[] => {
  const [first] = groups;
  const g = first!;
  const where = g.state.length === 0 ? 'where nothing of the observable state holds' : `where ${g.state.join(', ')}`;
  return [
    { kind: 'text', text: `${g.change}, ${where}: ${few([...new Set(groups.map((x) => x.seen))])}` },
    {
      kind: 'runs',
      runs: {
        title: `shortest witness (${plural(g.witness.length, 'step')})`,
        having: [`${one(d, g.change, true)}:`, ...steps(g.witness)],
        lacking: follows(one(d, g.change, false), g),
        instead: `and can then show only: ${few(g.instead, 12) || 'nothing'}`,
      },
    },
    ...groups.flatMap((x): Block[] => (x.replay === undefined ? [] : [{ kind: 'text', text: `DEFECT: the replay through XState differs: ${x.replay}` }])),
  ];
};

const REFINES = { yes: 'yes', no: 'no', incomplete: 'not decided' } as const;

const configuration = (d: DifferenceRecord, c: ConfigurationDifference): Block[] => [
  { kind: 'heading', text: `Behaviours in ${c.id}` },
  ...(c.problem === undefined
    ? [
        { kind: 'text', text: `${d.base}: ${plural(c.base.states, 'state')}, ${plural(c.base.transitions, 'step')}; ${d.candidate}: ${plural(c.candidate.states, 'state')}, ${plural(c.candidate.transitions, 'step')}.` } as const,
        { kind: 'text', text: `${d.candidate} shows only what ${d.base} does: ${REFINES[c.refines]}. The other way round: ${REFINES[c.refined]}. Groups of behaviours: ${count(c.gained)} gained, ${count(c.lost)} lost.` } as const,
      ]
    : [{ kind: 'text', text: `not compared: ${c.problem}` } as const]),
  ...byState(c.groups.filter((g) => g.change === 'gained')).flatMap((gs) => behind(d, gs)),
  ...byState(c.groups.filter((g) => g.change === 'lost')).flatMap((gs) => behind(d, gs)),
];

const verdicts = (d: DifferenceRecord): Block[] => {
  if (!d.decided) return [];
  const items = summarised(d.verdicts).map((v) => `${v.property}: ${v.from} -> ${v.to} in ${v.configurations.length === d.decided!.length && d.decided!.length > 1 ? 'every configuration' : few(v.configurations)}`);
  return [
    { kind: 'heading', text: `Verdicts over ${plural(d.decided.length, 'configuration')}` },
    items.length === 0 ? { kind: 'text', text: d.undecided ? 'No change found; not everything was decided.' : 'No verdict changes.' } : { kind: 'list', items },
  ];
};

/** Whole configurations that only one has. */
const only = (d: DifferenceRecord): Block[] =>
  ([['base', d.base], ['candidate', d.candidate]] as const).flatMap(([side, name]) => (d.only[side].length === 0 ? [] : [{ kind: 'text', text: `Only ${name} has: ${few(d.only[side])}.` } as const]));

/** The whole report; its first block is the title. */
export const blocks = (d: DifferenceRecord): Block[] => [
  { kind: 'heading', text: `${d.candidate} compared with ${d.base}` },
  { kind: 'text', text: conclusion(d) },
  ...only(d),
  ...verdicts(d),
  ...d.behaviours.flatMap((c) => configuration(d, c)),
];

/** One line that says it all. */
export const conclusion = (d: DifferenceRecord): string => {
  const found = differs(d);
  if (found === false) return 'No difference.';
  if (found === undefined) return 'No difference was found, but not everything was looked at.';
  const properties = new Set(d.verdicts.map((v) => v.property)).size;
  const gained = d.behaviours.reduce((n, b) => n + b.gained, 0);
  const lost = d.behaviours.reduce((n, b) => n + b.lost, 0);
  const parts = [
    ...(d.decided ? [`verdicts of ${plural(properties, 'property').replace('propertys', 'properties')} change`] : []),
    ...(d.behaviours.length ? [`${plural(gained, 'group')} of behaviours gained, ${count(lost)} lost`] : []),
  ];
  return `${parts.join('; ')}.`.replace(/^./, (c) => c.toUpperCase());
};
