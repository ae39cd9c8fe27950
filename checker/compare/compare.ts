/** Two systems of a configuration compared by what is seen of them (R21): what is gained, what is lost, each with a witness. */
import { observe, type Observed } from '../compile/observe.ts';
import type { ExploreOptions } from '../explore/options.ts';
import { replay } from '../explore/replay.ts';
import { holds } from '../ir/interpret.ts';
import type { System } from '../model/system.ts';
import type { BehaviourGroup, ConfigurationDifference } from '../record/difference.ts';
import { divergences, type Divergence } from './refinement.ts';
import { Labels, ltsOf, type Lts } from './lts.ts';

/** Compare what is seen of two systems. `options.memory` is for each of the two graphs, and for each direction of the comparison. */
export const compareBehaviour = async (id: string, base: System, candidate: System, options: ExploreOptions & { readonly memory: number }): Promise<ConfigurationDifference> =>
  compareObserved(id, observe(base), observe(candidate), options);

/** The same for what is composed already. */
const compareObserved = async (id: string, base: Observed, candidate: Observed, options: ExploreOptions & { readonly memory: number }): Promise<ConfigurationDifference> => {
  const labels = new Labels();
  const was = await ltsOf(base, labels, options);
  const is = await ltsOf(candidate, labels, options);
  const counts = { base: { states: was.states, transitions: was.transitions }, candidate: { states: is.states, transitions: is.transitions } };
  const defect = [was, is].find((l) => l.stop === 'defect');
  if (defect || was.stop !== undefined || is.stop !== undefined)
    return { id, ...counts, gained: 0, lost: 0, refines: 'incomplete', refined: 'incomplete', groups: [], problem: defect ? `a defect of the specification was met in ${defect.observed.ir.name}` : 'the memory limit was reached' };
  const gained = groupsOf('gained', is, was, labels, options.memory);
  const lost = groupsOf('lost', was, is, labels, options.memory);
  return { id, ...counts, gained: gained.groups.length, lost: lost.groups.length, refines: answer(gained), refined: answer(lost), groups: [...gained.groups, ...lost.groups] };
};

/** Whether both show the same; undefined: not decided within the memory. */
export const showsTheSame = async (a: Observed, b: Observed, options: ExploreOptions & { readonly memory: number }): Promise<boolean | undefined> => {
  const labels = new Labels();
  const [x, y] = [await ltsOf(a, labels, options), await ltsOf(b, labels, options)];
  if (x.stop !== undefined || y.stop !== undefined) return undefined;
  const ways = [divergences(x, y, () => '', options.memory), divergences(y, x, () => '', options.memory)];
  if (ways.some((w) => w.divergences.length > 0)) return false;
  return ways.every((w) => w.complete) ? true : undefined;
};

interface Groups {
  readonly groups: readonly BehaviourGroup[];
  readonly complete: boolean;
}

const answer = ({ groups, complete }: Groups): 'yes' | 'no' | 'incomplete' => (groups.length > 0 ? 'no' : complete ? 'yes' : 'incomplete');

const groupsOf = (change: 'gained' | 'lost', having: Lts, lacking: Lts, labels: Labels, memory: number): Groups => {
  const family = (action: number): string => (action < 0 ? '' : having.observed.ir.actions[action]!.name);
  const facts = (state: number): string[] => {
    const local = having.read(state);
    return having.observed.observation.state.filter(({ e }) => holds(e, local)).map((x) => x.name);
  };
  const { divergences: found, complete } = divergences(having, lacking, (state, action, label) => JSON.stringify([facts(state), family(action), label]), memory);
  const groups = found.map((d): BehaviourGroup => {
    const other = followed(lacking, d.labels.slice(0, -1));
    const witness = spelt(having.observed, d.actions, d.labels, labels);
    const shown = spelt(lacking.observed, other.actions, other.labels, labels);
    const problem = replayed(having.observed, d.actions) ?? replayed(lacking.observed, other.actions);
    return {
      change,
      state: facts(d.state),
      action: family(d.actions.at(-1)!),
      seen: labels.names[d.labels.at(-1)!]!,
      count: d.count,
      witness,
      other: shown,
      instead: d.instead.map((l) => labels.names[l]!),
      ...(problem === undefined ? {} : { replay: problem }),
    };
  });
  return { groups, complete };
};

const spelt = ({ ir }: Observed, actions: readonly number[], seen: readonly number[], labels: Labels): BehaviourGroup['witness'] =>
  actions.map((a, k) => ({ label: a < 0 ? '' : ir.actions[a]!.label, seen: labels.names[seen[k]!]! }));

/** What XState says against a run, if anything. */
const replayed = ({ system, ir }: Observed, actions: readonly number[]): string | undefined => {
  const { divergence } = replay(system, { labels: actions.flatMap((a) => (a < 0 ? [] : [ir.actions[a]!.label])) });
  return divergence && `${system.name}, step ${divergence.step}: ${divergence.message}`;
};

/** The shortest run of which just this is seen. There is one: the sets of the comparison have followed it. */
const followed = (lts: Lts, labels: readonly number[]): Pick<Divergence, 'actions' | 'labels'> => {
  const visible = labels.filter((l) => l !== Labels.SILENT);
  interface Node {
    readonly state: number;
    readonly done: number;
    readonly parent: Node | undefined;
    readonly action: number;
    readonly label: number;
  }
  const seen = new Set<number>();
  const queue: Node[] = [];
  const enter = (node: Node): void => {
    const key = node.done * lts.states + node.state;
    if (seen.has(key)) return;
    seen.add(key);
    queue.push(node);
  };
  enter({ state: 0, done: 0, parent: undefined, action: -1, label: Labels.SILENT });
  for (let n = 0; n < queue.length; n++) {
    const node = queue[n]!;
    if (node.done === visible.length) {
      const way: Node[] = [];
      for (let x = node; x.parent; x = x.parent) way.push(x);
      way.reverse();
      return { actions: way.map((x) => x.action), labels: way.map((x) => x.label) };
    }
    const wanted = visible[node.done]!;
    if (wanted === Labels.QUIET && lts.quiet[node.state] === 1) enter({ state: node.state, done: node.done + 1, parent: node, action: -1, label: wanted });
    for (let k = lts.first[node.state]!; k < lts.first[node.state + 1]!; k++) {
      const label = lts.label.get(k);
      if (label === Labels.SILENT || label === wanted) enter({ state: lts.target.get(k), done: node.done + (label === Labels.SILENT ? 0 : 1), parent: node, action: lts.action.get(k), label });
    }
  }
  throw new Error(`no run of ${lts.observed.ir.name} shows what the comparison followed`);
};
