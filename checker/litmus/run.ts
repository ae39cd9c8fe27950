/** Decides a litmus test on the reachable graph of its scenario: in how many of its final states the condition holds. */
import { Search } from '../explore/search.ts';
import { Stepper } from '../explore/stepper.ts';
import type { Ir, IrExpr } from '../model/ir.ts';
import type { System } from '../model/system.ts';
import { stepNamed } from './condition.ts';
import { constrain, regionsOf } from './constrain.ts';
import type { Scenario } from './scenario.ts';
import { LitmusError } from './text.ts';

export type Answer = 'Always' | 'Sometimes' | 'Never';

export interface Outcome {
  readonly answer: Answer;
  /** Final states in which the condition holds; does not hold. */
  readonly positive: number;
  readonly negative: number;
  /** Final states in which a step was not taken, though the system lives: it could not be. */
  readonly short: number;
  /** Final states in which the system has ended (R5). */
  readonly ended: number;
  /** All states of the scenario. */
  readonly states: number;
  /** What the condition looks at, in the final states: how many there are of each kind, most of one first. */
  readonly histogram: readonly { readonly count: number; readonly holds: boolean; readonly values: readonly string[] }[];
}

/** Instances that an expanded condition reads. */
const read = (e: IrExpr, into = new Set<number>()): Set<number> => {
  switch (e.op) {
    case 'in':
      into.add(e.instance);
      break;
    case 'not':
    case 'next':
      read(e.e, into);
      break;
    case 'and':
    case 'or':
      for (const x of e.es) read(x, into);
      break;
    case 'iff':
      read(e.a, into);
      read(e.b, into);
      break;
    default:
  }
  return into;
};

/** What of an instance's state the condition speaks of: `gic[1].cpu == null`. */
const shown = (ir: Ir, search: Search, instance: number, code: number, regions: ReadonlyMap<string, ReadonlySet<string>>): string => {
  const { name, table } = ir.instances[instance]!;
  const { component, states } = ir.tables[table]!;
  const wanted = regions.get(component);
  const step = stepNamed(component);
  if (step !== undefined) return `${states[search.compiled.layout.domains.states[instance]![code]!] === 'yes' ? '' : '!'}done(${step})`;
  const whole = states[search.compiled.layout.domains.states[instance]![code]!]!;
  const leaves = whole.split(' ').filter((l) => !wanted || wanted.has('') || wanted.has(l.split('.')[0]!));
  return leaves.map((l) => (l.includes('.') ? `${name}.${l.slice(0, l.lastIndexOf('.'))} == ${l.slice(l.lastIndexOf('.') + 1)}` : `${name} == ${l}`)).join(', ');
};

/** Run the scenario in a system. Throws LitmusError. */
export const runScenario = async (system: System, scenario: Scenario, signal?: AbortSignal): Promise<Outcome> => {
  const { ir, condition, complete } = constrain(system, scenario);
  const search = new Search(ir, signal ? { signal } : {});
  await search.run();
  const refuse = (code: string, what: string, fix: string): never => {
    throw new LitmusError(scenario.file, scenario.conditionAt, code, what, fix);
  };
  if (search.stop === 'defect') refuse('E_SPEC_DEFECT', `an instance refuses its event in ${ir.actions[search.defect!.action]!.label}`, 'Run: vcpuhp check with this design');
  if (search.stop !== undefined) refuse('E_LITMUS_INCOMPLETE', `the search stopped (${search.stop})`, 'Take a smaller configuration, or fewer steps');
  const { generator, recoder } = search.compiled;
  const test = (e: IrExpr) => generator.test(recoder.expression(e));
  const [holds, done, terminal] = [test(condition), test(complete), test(ir.terminal)];
  const instances = [...read(condition)].sort((a, b) => a - b);
  const regions = regionsOf(scenario.condition);
  const kinds = new Map<string, { count: number; holds: boolean; values: string[] }>();
  let [positive, negative, short, ended] = [0, 0, 0, 0];
  const stepper = new Stepper(search.compiled);
  for (let s = 0; s < search.store.count; s++) {
    stepper.load(search.store.chunk(s), search.store.offset(s));
    const { codes } = stepper;
    const end = terminal(codes);
    if (!end && stepper.enabled() > 0) continue;
    if (end) ended++;
    else if (!done(codes)) short++;
    const yes = holds(codes);
    if (yes) positive++;
    else negative++;
    const values = instances.map((i) => shown(ir, search, i, codes[i]!, regions)).filter(Boolean);
    const key = values.join('; ');
    const kind = kinds.get(key);
    if (kind) kind.count++;
    else kinds.set(key, { count: 1, holds: yes, values });
  }
  if (positive + negative === 0) refuse('E_LITMUS_ENDLESS', 'the scenario has no final state: the system goes on by itself for ever', 'Ask a property of the design instead');
  return {
    answer: negative === 0 ? 'Always' : positive === 0 ? 'Never' : 'Sometimes',
    positive,
    negative,
    short,
    ended,
    states: search.store.count,
    histogram: [...kinds.values()].sort((a, b) => b.count - a.count || (a.values.join() < b.values.join() ? -1 : 1)),
  };
};
