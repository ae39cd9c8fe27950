/** The statechart of a component, read from the XState machine itself: the picture cannot drift from the spec. */
import type { AnyStateMachine, AnyStateNode } from 'xstate';
import type { Component, Sorts } from '../../model/system.ts';
import type { ChartEdge, ChartState, MachinePicture } from '../../record/picture.ts';

const dotted = (n: AnyStateNode): string => n.path.join('.');

const chart = (n: AnyStateNode): ChartState => {
  const children = Object.values(n.states as Record<string, AnyStateNode>).map(chart);
  const initial = n.type === 'compound' ? n.initial.target?.[0] : undefined;
  return {
    path: dotted(n),
    name: n.key,
    kind: n.type === 'history' ? 'atomic' : n.type,
    ...(initial ? { initial: dotted(initial) } : {}),
    children,
  };
};

/** `stateIn` is the only guard a machine may have (R3); it is part of the event's label. */
const guardLabel = (guard: unknown): string => {
  const params = (guard as { params?: unknown } | undefined)?.params ?? guard;
  return guard === undefined ? '' : ` [in ${typeof params === 'string' ? params : JSON.stringify((params as { stateValue?: unknown })?.stateValue ?? 'state')}]`;
};

/** One edge for each pair of states, with every event that takes it. A self-target of a leaf is a no-op and no edge. */
const edges = (root: AnyStateNode): ChartEdge[] => {
  const found = new Map<string, ChartEdge>();
  const visit = (n: AnyStateNode): void => {
    for (const [event, transitions] of n.transitions)
      for (const t of transitions)
        for (const target of t.target ?? []) {
          if (target === n && n.type === 'atomic') continue;
          const key = `${dotted(n)} ${dotted(target)}`;
          const edge = found.get(key) ?? { from: dotted(n), to: dotted(target), events: [] };
          edge.events.push(`${event}${guardLabel(t.guard)}`);
          found.set(key, edge);
        }
    Object.values(n.states as Record<string, AnyStateNode>).forEach(visit);
  };
  visit(root);
  return [...found.values()];
};

export const machinePicture = (component: Component, sorts: Sorts): MachinePicture => {
  const machine: AnyStateMachine = component.machine(sorts);
  return {
    picture: 'machine',
    name: component.name,
    doc: component.doc,
    source: component.source,
    root: { ...chart(machine.root), name: component.name },
    edges: edges(machine.root),
  };
};
