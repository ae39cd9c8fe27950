/** The reachable states of a configuration at one of three levels: phases, a projection, or its quotient. */
import { compose } from '../../compile/compose.ts';
import { quotient, type View } from '../../explore/graph.ts';
import type { Configuration, Design, Phase } from '../../model/design.ts';
import { expressible } from '../../model/expressible.ts';
import type { Ir, IrExpr, IrProperty } from '../../model/ir.ts';
import type { Property } from '../../model/property.ts';
import { slicesOf } from '../../reduce/slices.ts';
import type { Level, StatesPicture } from '../../record/picture.ts';
import { BadInput, unknownName } from '../input/bad-input.ts';
import { progressLine } from '../run/progress-line.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Above this nobody reads the picture, and Graphviz takes minutes to lay it out. */
export const MOST_NODES = 150;

const requireKnown = (ir: Ir, on: readonly string[]): void => {
  const known = [...new Set(ir.instances.map((i) => ir.tables[i.table]!.component)), ...ir.instances.map((i) => i.name)];
  for (const name of on) if (!known.includes(name)) throw unknownName('E_COMPONENT', 'component', name, known);
};

/** Asks the cone for the part of the system that decides the given conditions. */
const shown = (es: readonly IrExpr[]): IrProperty => ({ id: 'shown', text: '', source: '', scope: '', kind: 'always', parts: [{ label: '', when: { op: 'const', value: true }, e: { op: 'and', es } }] });

/**
 * The part of the system on which what is looked at depends, with every property that can be decided on it: what is drawn
 * is the same, the states folded into a node are fewer.
 */
const partFor = (ir: Ir, looked: readonly IrExpr[]): Ir => {
  const slices = slicesOf({ ...ir, properties: [shown(looked), ...ir.properties] }, { coverage: false });
  return slices.find((s) => s.ir.properties.some((p) => p.id === 'shown'))!.context();
};

/** True wherever the instance is: what depends on it is kept. */
const anywhere = (ir: Ir, on: readonly string[]): IrExpr[] =>
  ir.instances.flatMap((inst, i) => (on.includes(inst.name) || on.includes(ir.tables[inst.table]!.component) ? [{ op: 'in' as const, instance: i, states: ir.tables[inst.table]!.states.map((_s, k) => k) }] : []));

const PHASE = 'phase ';
/** A phase as a property, so that it is expanded as properties are and left out where the system lacks what it speaks of. */
const asProperty = (p: Phase): Property => ({ id: `${PHASE}${p.name}`, text: p.text, source: '', kind: 'sometimes', expr: p.where });

/** What a picture shows, and the system that it is drawn of. */
const lookAt = (configuration: Configuration, level: Level, on: readonly string[], phases: readonly Phase[], whole: boolean): { readonly ir: Ir; readonly view: View } => {
  const system = configuration.system();
  if (level !== 'phases') {
    const all = compose(system);
    requireKnown(all, on);
    return { ir: whole ? all : partFor(all, anywhere(all, on)), view: level === 'projection' ? { kind: 'projection', on } : { kind: 'bisimulation', on, most: MOST_NODES } };
  }
  const all = compose({ ...system, properties: [...system.properties, ...expressible(system, phases.map(asProperty))] });
  const classesOf = (ir: Ir) => ir.properties.flatMap((p) => (p.id.startsWith(PHASE) ? [{ name: p.id.slice(PHASE.length), e: and(p.parts[0]!.when, p.parts[0]!.e) }] : []));
  const ir = whole ? all : partFor(all, classesOf(all).map((c) => c.e));
  const properties = ir.properties.filter((p) => !p.id.startsWith(PHASE));
  return { ir: { ...ir, properties }, view: { kind: 'classes', classes: classesOf(ir), otherwise: 'at work' } };
};
const and = (...es: readonly IrExpr[]): IrExpr => ({ op: 'and', es });

export interface StatesOptions {
  /** Default: projection. */
  readonly level?: Level;
  readonly memory?: number;
  readonly reduce?: 'cone' | 'whole';
}

/** Throws E_TOO_LARGE above {@link MOST_NODES} nodes, E_COMPONENT for a name that the system does not have, E_NO_PHASES. */
export const statesPicture = async (
  design: Design,
  configuration: Configuration,
  on: readonly string[],
  terminal: Pick<Terminal, 'progress' | 'signal'>,
  { level = 'projection', memory, reduce }: StatesOptions = {},
): Promise<StatesPicture> => {
  const phases = design.presentation?.phases ?? [];
  if (level === 'phases' && phases.length === 0) throw new BadInput('E_NO_PHASES', `design ${design.name} names no phases`, 'Add presentation.phases to it, or use --level projection');
  const { ir, view } = lookAt(configuration, level, on, phases, reduce === 'whole');
  const q = await quotient(ir, view, {
    signal: terminal.signal,
    onProgress: (p) => terminal.progress(progressLine([{ name: configuration.id, ...p }], 0, 1)),
    ...(memory === undefined ? {} : { memory }),
  });
  terminal.progress('');
  if (q.nodes.length > MOST_NODES)
    throw new BadInput('E_TOO_LARGE', `the ${level} on ${on.join(', ')} has ${level === 'quotient' ? 'more than' : `${q.nodes.length} nodes, more than`} ${MOST_NODES}${level === 'quotient' ? ' nodes' : ''}`, 'Choose fewer components, or single instances such as gic[1]');
  return {
    picture: 'states',
    name: design.name,
    title: `${design.title}; ${configuration.id}${q.complete ? '' : ' (incomplete)'}`,
    level,
    on: [...on],
    complete: q.complete,
    nodes: q.nodes.map((n, i) => ({
      label: Object.entries(n.states).map(([instance, state]) => `${instance} ${state}`.trim()).join('\n'),
      states: n.count,
      // Nodes are in order of discovery, so the first one holds the initial state.
      initial: i === 0,
      violates: [...n.violates],
    })),
    // What stays within a node is not drawn: it says nothing about what is looked at.
    edges: q.edges.filter((e) => e.from !== e.to).map((e) => ({ from: e.from, to: e.to, actions: Object.keys(e.families).sort() })),
  };
};
