/** The reachable states of a configuration, projected on some components. */
import { compose } from '../../compile/compose.ts';
import { quotient } from '../../explore/graph.ts';
import type { Configuration, Design } from '../../model/design.ts';
import type { Ir, IrProperty } from '../../model/ir.ts';
import { slicesOf } from '../../reduce/slices.ts';
import type { StatesPicture } from '../../record/picture.ts';
import { BadInput, unknownName } from '../input/bad-input.ts';
import { progressLine } from '../run/progress-line.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Above this nobody reads the picture, and Graphviz takes minutes to lay it out. */
export const MOST_NODES = 150;

const requireKnown = (ir: Ir, on: readonly string[]): void => {
  const known = [...new Set(ir.instances.map((i) => ir.tables[i.table]!.component)), ...ir.instances.map((i) => i.name)];
  for (const name of on) if (!known.includes(name)) throw unknownName('E_COMPONENT', 'component', name, known);
};

/**
 * The part of the system on which the chosen instances depend, with every property that can be decided on it: what is
 * drawn is the same, the states folded into a node are fewer. A property that is always true asks for the part.
 */
const partFor = (ir: Ir, on: readonly string[]): Ir => {
  const chosen = ir.instances.flatMap((inst, i) => (on.includes(inst.name) || on.includes(ir.tables[inst.table]!.component) ? [i] : []));
  const shown: IrProperty = {
    id: 'shown',
    text: '',
    source: '',
    scope: '',
    kind: 'always',
    parts: [
      {
        label: '',
        when: { op: 'const', value: true },
        e: { op: 'and', es: chosen.map((i) => ({ op: 'in', instance: i, states: ir.tables[ir.instances[i]!.table]!.states.map((_s, k) => k) })) },
      },
    ],
  };
  const slices = slicesOf({ ...ir, properties: [shown, ...ir.properties] }, { coverage: false });
  return slices.find((s) => s.ir.properties.some((p) => p.id === shown.id))!.context();
};

export interface StatesOptions {
  readonly memory?: number;
  readonly reduce?: 'cone' | 'whole';
}

export const statesPicture = async (
  design: Design,
  configuration: Configuration,
  on: readonly string[],
  terminal: Terminal,
  { memory, reduce }: StatesOptions = {},
): Promise<StatesPicture> => {
  const whole = compose(configuration.system());
  requireKnown(whole, on);
  const ir = reduce === 'whole' ? whole : partFor(whole, on);
  const q = await quotient(ir, on, {
    signal: terminal.signal,
    onProgress: (p) => terminal.progress(progressLine([{ name: configuration.id, ...p }], 0, 1)),
    ...(memory === undefined ? {} : { memory }),
  });
  terminal.progress('');
  if (q.nodes.length > MOST_NODES)
    throw new BadInput('E_TOO_LARGE', `the projection on ${on.join(', ')} has ${q.nodes.length} nodes, more than ${MOST_NODES}`, 'Choose fewer components, or single instances such as gic[1]');
  return {
    picture: 'states',
    name: design.name,
    title: `${design.title}; ${configuration.id}${q.complete ? '' : ' (incomplete)'}`,
    on: [...on],
    complete: q.complete,
    nodes: q.nodes.map((n, i) => ({
      label: Object.entries(n.states).map(([instance, state]) => `${instance} ${state}`).join('\n'),
      states: n.count,
      // Nodes are in order of discovery, so the first one holds the initial state.
      initial: i === 0,
      violates: [...n.violates],
    })),
    // What stays within a node is not drawn: it says nothing about the components chosen.
    edges: q.edges.filter((e) => e.from !== e.to).map((e) => ({ from: e.from, to: e.to, actions: Object.keys(e.families).sort() })),
  };
};
