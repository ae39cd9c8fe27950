/** One system through our engine, SPIN and Rumur: what must be equal. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { explore } from '../../checker/explore/explore.ts';
import { replay } from '../../checker/explore/replay.ts';
import type { Exploration } from '../../checker/explore/result.ts';
import type { Exporter } from '../../checker/export/exporter.ts';
import { exporter as murphiExporter } from '../../checker/export/murphi-covers.ts';
import { programOf } from '../../checker/export/program/program.ts';
import { exporter as promelaExporter } from '../../checker/export/promela.ts';
import type { Trail } from '../../checker/export/trail.ts';
import { follow } from '../../checker/ir/follow.ts';
import { shownPart } from '../../checker/ir/violation.ts';
import type { Ir } from '../../checker/model/ir.ts';
import type { System } from '../../checker/model/system.ts';
import { labelsOf } from '../explore/engine-graph.ts';
import { rumur, type RumurResult } from './rumur.ts';
import { spin, type SpinResult } from './spin.ts';
import { inFolder } from './tools.ts';

const DEFECT = 'SpecDefect';

/** Everything that one of the engines may say, in one form. */
export interface Account {
  readonly states: number;
  readonly transitions: number;
  /** Property id -> least depth at which it fails (`sometimes`: is satisfied). */
  readonly depths: Readonly<Record<string, number>>;
  /** Property id -> states or steps that do. */
  readonly counts: Readonly<Record<string, number>>;
  /** Properties that no state and no step violates (`sometimes`: satisfies). */
  readonly none: readonly string[];
}

/** A system as the engines read it. */
export interface Exports {
  readonly promela: string;
  readonly murphi: string;
}

export type Texts = (ir: Ir) => Exports;

const written = (exporter: Exporter, ir: Ir): string => [...(exporter.write(ir, { title: ir.name, tool: 'vcpuhp', explore: {} }) as Iterable<string>)].join('');

/** What `vcpuhp export` writes. */
export const exportsOf: Texts = (ir) => ({ promela: written(promelaExporter, ir), murphi: written(murphiExporter, ir) });

const sorted = <T>(entries: readonly (readonly [string, T])[]): Record<string, T> => Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));

/** Properties that an assertion can say. */
const exported = (ir: Ir): Set<string> => new Set(programOf(ir).claims.flatMap((c) => (c.claim === 'omitted' ? [] : [c.property.id])));

const ours = (ir: Ir, result: Exploration): Account => {
  const told = exported(ir);
  const found = result.verdicts.filter((v) => told.has(v.id) && v.count > 0);
  return { states: result.states, transitions: result.transitions, depths: sorted(found.map((v) => [v.id, v.depth!])), counts: sorted(found.map((v) => [v.id, v.count])), none: [...told].filter((id) => !found.some((v) => v.id === id)).sort() };
};

/** A trail of SPIN is a behaviour of the interpreter and of XState, and ends in what it is said to show. */
const assertReplays = (system: System, ir: Ir, id: string, trail: Trail): void => {
  assert.deepEqual([trail.property, trail.unknown], [id, []]);
  const { states, refusal } = follow(ir, trail.actions);
  if (id === DEFECT) {
    assert.equal(refusal?.defect, true, `SPIN's ${DEFECT}: ${refusal?.message ?? 'every event is accepted'}`);
    return;
  }
  assert.equal(refusal, undefined, `SPIN's trail to ${id}`);
  const property = ir.properties.find((p) => p.id === id)!;
  assert.notEqual(shownPart(ir, property, { states, actions: trail.actions }), undefined, `the end of SPIN's trail shows ${id}`);
  const { divergence } = replay(system, { labels: trail.actions.map((a) => ir.actions[a]!.label), states: states.map((s) => labelsOf(ir, s)) });
  assert.equal(divergence, undefined);
};

/** With fewer steps the engines' searches take less time than gcc's optimisation. */
const WORTH_OPTIMISING = 1_000_000;

export interface Comparison {
  /** What our engine found, if it was asked already. */
  readonly known?: Exploration;
  /** What the engines are given. A test of the comparison itself gives them something else. */
  readonly texts?: Texts;
}

/** Compare the three; the account that they agree on is returned. */
export const assertEnginesAgree = async (system: System, { known, texts = exportsOf }: Comparison = {}): Promise<Account> => {
  const ir = compose(system);
  const { promela, murphi } = texts(ir);
  return inFolder(async (folder) => {
    // What no engine is asked takes longest: progress, and what can still be reached.
    const told = exported(ir);
    const result = known ?? (await explore({ ...ir, properties: ir.properties.filter((p) => told.has(p.id)) }, { behind: false }));
    const optimise = result.transitions > WORTH_OPTIMISING ? '-O1' : '-O0';
    const [s, r] = await Promise.all([spin(ir, promela, folder, optimise), rumur(murphi, folder, optimise)]);
    if (!result.complete && !result.defect && result.reason?.code !== 'bounds') throw new Error(`our own search did not finish: ${result.reason?.text ?? ''}`);
    if (result.defect || s.found.has(DEFECT) || (r.counts.get(DEFECT) ?? 0) > 0) return agreedDefect(system, ir, result, s, r);
    for (const [id, trail] of s.found) assertReplays(system, ir, id, trail);
    const account = ours(ir, result);
    assert.deepEqual({ states: s.states, transitions: s.transitions, depths: sorted([...s.found].map(([id, t]) => [id, t.actions.length])) }, { states: account.states, transitions: account.transitions, depths: account.depths }, 'SPIN differs from us');
    assert.deepEqual({ states: r.states, transitions: r.transitions, counts: sorted([...r.counts].filter(([, n]) => n > 0)) }, { states: account.states, transitions: account.transitions, counts: account.counts }, 'Rumur differs from us');
    return account;
  });
};

/** A refused event ends our search, so only that it is there, and how near, can be compared. */
const agreedDefect = (system: System, ir: Ir, result: Exploration, s: SpinResult, r: RumurResult): Account => {
  const depth = result.defect === undefined ? undefined : result.defect.trace.steps.length + 1;
  assert.equal(s.found.get(DEFECT)?.actions.length, depth, 'SPIN differs from us in where an event is refused first');
  assert.equal((r.counts.get(DEFECT) ?? 0) > 0, depth !== undefined, 'Rumur differs from us in whether an event is refused');
  assertReplays(system, ir, DEFECT, s.found.get(DEFECT)!);
  return { states: 0, transitions: 0, depths: { [DEFECT]: depth! }, counts: {}, none: [] };
};
