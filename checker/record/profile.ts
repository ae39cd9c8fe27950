/** Where the states of each configuration of a run come from, as text: what to bound, or to abstract from. */
import { columns } from './columns.ts';
import type { ConfigurationRun, DesignRun } from './run-record.ts';

type Slice = ConfigurationRun['slices'][number];

/** Rows of the longer lists. */
const ROWS = 12;
const BAR = 40;
/** Levels whose growth is taken for that of the next. */
const RECENT = 4;

const n = (x: number): string => x.toLocaleString('en');
const rest = (left: number, what: string): string => (left > 0 ? `  and ${left} ${what} more\n` : '');

/** Most rows first, as many as fit. */
const top = <T>(of: readonly T[], by: (x: T) => number): readonly T[] => [...of].sort((a, b) => by(b) - by(a));

const componentsText = ({ profile }: Slice): string => {
  const telling = top(profile!.components.filter((c) => c.times > 1), (c) => c.times);
  const head = profile!.looked > 0 ? `  without it there would be so many times fewer states, judged by the first ${n(profile!.looked)}\n` : '';
  return head + columns(['component', '>local states met', '>of', '>times'], telling.slice(0, ROWS).map((c) => [c.name, String(c.met), String(c.of), c.times.toFixed(2)])) + rest(telling.length - ROWS, 'components');
};

const actionsText = ({ profile, generated }: Slice): string => {
  const taken = top(profile!.actions.filter((a) => a.steps > 0), (a) => a.steps);
  return columns(['action', '>steps', '>share'], taken.slice(0, ROWS).map((a) => [a.name, n(a.steps), `${((100 * a.steps) / generated).toFixed(1)} %`])) + rest(taken.length - ROWS, 'actions');
};

/** New states by distance, in at most {@link ROWS} rows of equally many levels. */
const levelsText = ({ levels }: Slice): string => {
  const per = Math.ceil(levels.length / ROWS);
  const rows = Array.from({ length: Math.ceil(levels.length / per) }, (_, k) => ({ from: k * per, to: Math.min(levels.length, (k + 1) * per) - 1, states: levels.slice(k * per, (k + 1) * per).reduce((a, b) => a + b, 0) }));
  const most = Math.max(...rows.map((r) => r.states));
  return columns(['steps from the start', '>new states', ''], rows.map((r) => [r.from === r.to ? String(r.from) : `${r.from} to ${r.to}`, n(r.states), '#'.repeat(Math.round((BAR * r.states) / most))]));
};

/** What a search that did not finish has still before it, if the last levels tell. The last one of all is not whole. */
export const outlook = (levels: readonly number[]): string => {
  const whole = levels.slice(0, -1);
  if (whole.length <= RECENT) return 'too few levels to tell what is left';
  const last = whole.at(-1)!;
  const growth = (last / whole.at(-1 - RECENT)!) ** (1 / RECENT);
  if (growth >= 0.99) return `each level has ${growth.toFixed(2)} times the states of the one before: no end in sight`;
  const left = Math.max(0, Math.round((last * growth) / (1 - growth)) - levels.at(-1)!);
  return `each level has ${growth.toFixed(2)} times the states of the one before: if that goes on, about ${n(left)} states are left`;
};

const configurationText = (c: ConfigurationRun): string => {
  const largest = top(c.slices.filter((s) => s.profile), (s) => s.distinct)[0];
  if (!largest) return `  ${c.id}: was not searched\n`;
  const which = c.slices.length > 1 ? `; the largest of ${c.slices.length} slices, ${n(largest.distinct)} states` : '';
  return [
    `  ${c.id}: ${n(c.distinct)} states, ${(largest.generated / largest.distinct).toFixed(1)} steps from each${which}\n`,
    componentsText(largest),
    actionsText(largest),
    levelsText(largest),
    ...(c.complete ? [] : [`  ${outlook(largest.levels)}\n`]),
  ].join('\n');
};

/** Configuration by configuration. Of a run without `--profile` there is nothing to tell. */
export const profileText = (run: DesignRun): string => `${run.name}: where the states come from\n\n${run.configurations.map(configurationText).join('\n')}`;
