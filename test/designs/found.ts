/** How a known defect shows in a configuration of rfc-v5, or of a design that bares it: the property that is violated, or reached if it should not be so easy, and the end of its shortest trace. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { replay } from '../../checker/explore/replay.ts';
import { decide } from '../../checker/reduce/decide.ts';
import type { Design } from '../../checker/model/design.ts';
import { design as rfcV5 } from '../../designs/rfc-v5.ts';
import { labelsOf } from '../explore/engine-graph.ts';

export interface Found {
  /** Entry of the history of the design, or of docs/findings.md. */
  readonly entry: string;
  readonly property: string;
  /** Default: rfc-v5. */
  readonly design?: Design;
  readonly configuration: string;
  /** A step of the trace, if it matters. */
  readonly from?: string;
  readonly end: readonly string[];
}

/** Assert that the property is violated (one of reachability: met) by that trace, and that XState itself can follow it. */
export const assertFound = async ({ property, design = rfcV5, configuration, from, end }: Found): Promise<void> => {
  const base = design.configurations.find((c) => c.id === configuration)!.system();
  const system = { ...base, properties: base.properties.filter((p) => p.id === property) };
  const ir = compose(system);
  const found = await decide(ir, { coverage: false });
  assert.ok(found.complete, found.reason?.text);
  const { outcome, trace } = found.verdicts.find((v) => v.id === property)!;
  const reached = system.properties[0]!.kind === 'sometimes';
  assert.equal(outcome, reached ? 'satisfied' : 'violated');
  const labels = trace!.steps.map((s) => ir.actions[s.action]!.label);
  assert.deepEqual(labels.slice(-end.length), end);
  assert.ok(from === undefined || labels.includes(from), `no ${from} in ${labels.join(' ')}`);
  const states = [trace!.initial, ...trace!.steps.map((s) => s.state)].map((s) => labelsOf(ir, s));
  const again = replay(system, { labels, states });
  assert.deepEqual([again.divergence, again.steps], [undefined, labels.length]);
  assert.ok(reached || [...design.violates, ...(design.violatesBeyondQuick ?? [])].includes(property));
};
