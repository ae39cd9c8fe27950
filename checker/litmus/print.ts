/** The outcome of a litmus test as text, after herd's. The same from run to run: it is what is recorded beside the file. */
import type { Outcome } from './run.ts';
import type { Scenario } from './scenario.ts';

/** Kinds of final states shown; the rest is counted. */
const MOST = 12;

/** Whether the condition holds as its quantifier asks. */
export const isMet = ({ quantifier }: Pick<Scenario, 'quantifier'>, { positive, negative }: Pick<Outcome, 'positive' | 'negative'>): boolean =>
  quantifier === 'exists' ? positive > 0 : quantifier === 'forall' ? negative === 0 : positive === 0;

/** One design's outcome. */
export const printOutcome = (scenario: Scenario, { design, configuration }: Scenario['designs'][number], o: Outcome): string => {
  const finals = o.positive + o.negative;
  const asides = [...(o.short ? [`${o.short} with a step that could not be taken`] : []), ...(o.ended ? [`${o.ended} in which the system has ended`] : [])];
  const more = o.histogram.slice(MOST).reduce((n, h) => n + h.count, 0);
  return [
    `Test ${scenario.name} ${design} ${configuration}`,
    `States ${o.states}, final ${finals}${asides.length ? ` (${asides.join(', ')})` : ''}`,
    ...o.histogram.slice(0, MOST).map((h) => `${h.count}:${h.holds ? '>' : ' '} ${h.values.join('; ') || '-'}`),
    ...(more ? [`... and ${more} more`] : []),
    isMet(scenario, o) ? 'Ok' : 'No',
    `Condition ${scenario.text}`,
    `Observation ${scenario.name} ${o.answer} ${o.positive} ${o.negative}`,
    '',
  ].join('\n');
};
