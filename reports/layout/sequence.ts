/** A trace as a sequence diagram, before any drawing: life lines, and for each step who acts on whom. */
import type { Change, Lane, Step, Trace } from '../../checker/record/trace.ts';
import { variable } from '../../checker/record/trace-variables.ts';

export interface Message {
  /** Number of the life line that is reached. */
  readonly to: number;
  readonly changes: readonly Change[];
}

export interface SequenceRow {
  readonly step: Step;
  readonly number: number;
  /** Who asked for it, if that is somebody else than who does it. */
  readonly asker: number | undefined;
  readonly actor: number;
  /** What it changes elsewhere, by life line from left to right. */
  readonly messages: readonly Message[];
  /** What it changes of its own. */
  readonly own: readonly Change[];
}

export interface Sequence {
  readonly lines: readonly string[];
  readonly rows: readonly SequenceRow[];
}

/** `vcpu[0,1]`: `vcpu` and its indices. */
const parsed = (name: string): { readonly family: string; readonly index: readonly string[] } => {
  const m = /^(.*)\[([^\]]*)\]$/.exec(name);
  return m ? { family: m[1]!, index: m[2]!.split(',') } : { family: name, index: [] };
};

const nameIn = (lane: Lane, index: readonly string[]): string => (lane.each ? lane.name.replace('{0}', index[0] ?? '') : lane.name);

/** The life line of a process, of an instance, and of whoever causes a step. */
interface Lookup {
  readonly process: (name: string) => string;
  readonly instance: (name: string) => string;
  readonly cause: (name: string) => string | undefined;
}

/** Without lanes of the design's own, every process and every component has a life line. */
const byName: Lookup = {
  process: (name) => name,
  instance: (name) => name,
  cause: () => undefined,
};

const byLanes = (lanes: readonly Lane[]): Lookup => {
  // What no lane names is drawn with the first one that has a process and takes no cause: the system's own thread.
  const rest = lanes.find((l) => l.processes.length > 0 && l.causes.length === 0 && !l.each) ?? lanes[0]!;
  const find = (of: 'processes' | 'components') => (name: string): string => {
    const { family, index } = parsed(name);
    return nameIn(lanes.find((l) => l[of].includes(family)) ?? rest, index);
  };
  return { process: find('processes'), instance: find('components'), cause: (name) => lanes.find((l) => l.causes.includes(name))?.name };
};

/** In order of the lanes, then of their index; without lanes: processes first, then components as the system orders them. */
const ordered = (used: ReadonlySet<string>, trace: Trace): string[] => {
  const lanes = trace.lanes ?? [];
  if (lanes.length === 0) {
    const components = trace.initial.map((p) => p.instance).filter((i) => used.has(i));
    return [...[...used].filter((n) => !components.includes(n)), ...components];
  }
  const position = (name: string): number => lanes.findIndex((l) => (l.each ? name.startsWith(l.name.split('{0}')[0]!) : l.name === name));
  return [...used].sort((a, b) => position(a) - position(b) || (a < b ? -1 : 1));
};

/** Lay a trace out; only life lines that take part are in it. */
export const sequenceOf = (trace: Trace): Sequence => {
  const at = trace.lanes?.length ? byLanes(trace.lanes) : byName;
  const raw = trace.steps.map((step) => {
    const actor = at.process(step.process);
    const cause = at.cause(step.cause);
    const reached = new Map<string, Change[]>();
    for (const c of step.changes) {
      const line = at.instance(c.instance);
      reached.set(line, [...(reached.get(line) ?? []), c]);
    }
    return { step, actor, asker: cause === actor ? undefined : cause, reached };
  });
  const used = new Set(raw.flatMap((r) => [...(r.asker === undefined ? [] : [r.asker]), r.actor, ...r.reached.keys()]));
  const lines = ordered(used, trace);
  const position = new Map(lines.map((name, k) => [name, k]));
  return {
    lines,
    rows: raw.map(({ step, actor, asker, reached }, k) => ({
      step,
      number: k + 1,
      asker: asker === undefined ? undefined : position.get(asker)!,
      actor: position.get(actor)!,
      own: reached.get(actor) ?? [],
      messages: [...reached].filter(([line]) => line !== actor).map(([line, changes]) => ({ to: position.get(line)!, changes })).sort((a, b) => a.to - b.to),
    })),
  };
};

/** `vcpu[0,0].thread: idle -> guest` */
export const changeWords = (c: Change): string => `${variable(c)}: ${c.from} -> ${c.to}`;
