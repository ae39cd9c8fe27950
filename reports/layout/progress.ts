/** Lassos and traps in words, for traces of liveness properties (docs/progress.md). */
import type { Trace } from '../../checker/record/trace.ts';
import { plural } from './words.ts';

const ENDING = {
  livelock: 'steps are taken for ever and lead nowhere (livelock)',
  completion: 'it is done and nothing can happen (completion)',
  dead: 'nothing can happen (dead)',
  quiescence: 'only guest, operator or faults could move, and nothing obliges them (quiescence)',
  halt: 'others could move, and no fairness is assumed of them (halt)',
} as const;

const BECAUSE = { taken: 'taken in', disabled: 'cannot move', holds: 'holds', neverEnabled: 'can move nowhere in the loop' } as const;

const stateAt = (n: number): string => (n === 0 ? 'initially' : `after step ${n}`);

/** A line before the step with which the loop begins. */
export const loopMark = ({ lasso, steps }: Trace, step: number): string[] => (lasso && lasso.loop === step && lasso.loop < steps.length ? ['-- from here on again and again --'] : []);

/** How the behaviour goes on after its last step, and why it is fair. */
export const forEver = ({ lasso, steps }: Trace): string[] => {
  if (!lasso) return [];
  const { loop, since, ending, fairness } = lasso;
  const still = fairness.filter((f) => f.because === 'neverEnabled').map((f) => f.name);
  const where = loop < steps.length ? `then step ${loop + 1} again` : 'then nothing more';
  return [
    '',
    `for ever: ${where}; ${ENDING[ending]}`,
    `owed: ${since === 0 ? 'from the beginning' : `since step ${since}`}`,
    ...fairness.filter((f) => f.because !== 'neverEnabled').map(({ name, because, at }) => `fair: ${name}: ${BECAUSE[because]} ${because === 'taken' ? `step ${at}` : stateAt(at)}`),
    ...(still.length > 0 ? [`fair: ${BECAUSE.neverEnabled}: ${still.join('; ')}`] : []),
  ];
};

/** Where the trap is entered, and what was lost there. */
export const trapped = ({ trap }: Trace): string[] =>
  trap
    ? [
        '',
        `trap: ${plural(trap.size, 'state')}, ${trap.entered === 0 ? 'the initial one among them' : `entered by step ${trap.entered}`}`,
        ...(trap.exits.length ? [`ways on before it: ${trap.exits.join(', ')}`] : []),
        ...(trap.entries.length ? [`ways in: ${trap.entries.map((e) => `${e.label} (${plural(e.steps, 'step')})`).join(', ')}`] : []),
      ]
    : [];

/** What the verdict rests on. */
export const assumed = ({ assumes }: Trace): string[] => (assumes ? [`assuming: ${assumes.join('; ')}`] : []);
