/**
 * Whether a snapshot accepts an event, and the snapshot after, asked of XState for each occasion. Acceptance is read off
 * the transitions that XState selects: every active region that names the event anywhere must contribute one.
 */
import { transition, type AnyMachineSnapshot, type AnyStateMachine, type AnyStateNode } from 'xstate';

export class Reactions {
  readonly machine: AnyStateMachine;
  readonly events: readonly string[];
  readonly #regions: readonly AnyStateNode[];

  constructor(machine: AnyStateMachine) {
    this.machine = machine;
    const all = nodes(machine.root);
    this.#regions = all.filter((n) => !n.parent || n.parent.type === 'parallel');
    this.events = [...new Set(all.flatMap((n) => Object.keys((n.config.on ?? {}) as object)))];
  }

  /** The snapshot after the event, or undefined where the event is not accepted. */
  after(snapshot: AnyMachineSnapshot, type: string): AnyMachineSnapshot | undefined {
    return this.accepts(snapshot, type) ? (transition(this.machine, snapshot, { type })[0] as AnyMachineSnapshot) : undefined;
  }

  accepts(snapshot: AnyMachineSnapshot, type: string): boolean {
    const selected = (this.machine.getTransitionData(snapshot as never, { type }) as unknown as { source: AnyStateNode }[]).map((t) => t.source);
    if (selected.length === 0) return false;
    const active = new Set(snapshot._nodes as AnyStateNode[]);
    return this.#regions
      .filter((r) => active.has(r) && names(r, type))
      .every((r) => selected.some((source) => within(source, r)));
  }
}

const nodes = (n: AnyStateNode): AnyStateNode[] => [n, ...(Object.values(n.states) as AnyStateNode[]).flatMap(nodes)];

const names = (n: AnyStateNode, type: string): boolean =>
  Object.hasOwn((n.config.on ?? {}) as object, type) || (Object.values(n.states) as AnyStateNode[]).some((child) => names(child, type));

const within = (n: AnyStateNode | undefined, region: AnyStateNode): boolean => n !== undefined && (n === region || within(n.parent as AnyStateNode | undefined, region));
