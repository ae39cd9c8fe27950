/** What is measured: the project's own systems as they are, and examples/hotplug-sketch; each whole, without properties. */
import { findDesign } from '../../checker/cli/input/designs.ts';
import { compose } from '../../checker/compile/compose.ts';
import type { Ir } from '../../checker/model/ir.ts';
import type { System } from '../../checker/model/system.ts';
import { hotplugSketch } from '../../examples/hotplug-sketch.ts';

export interface Benched {
  readonly name: string;
  /** Power of ten of its states, roughly. */
  readonly size: 4 | 5 | 6 | 7 | 8 | 9;
  readonly system: () => Promise<System>;
}

const sketch = (n: number, boot: boolean, size: Benched['size']): Benched => ({ name: `hotplug-sketch ${n},${boot ? 1 : 0}`, size, system: async () => hotplugSketch(n, boot) });
const own = (configuration: string, size: Benched['size']): Benched => ({
  name: `rfc-v5 ${configuration}`,
  size,
  system: async () => (await findDesign('rfc-v5')).design.configurations.find((c) => c.id === configuration)!.system(),
});

export const BENCHED: readonly Benched[] = [
  sketch(3, true, 4),
  own('boot+hot-any', 5),
  sketch(4, true, 5),
  own('boot+cold+hot-documented', 6),
  sketch(5, true, 6),
  own('boot+hot-documented', 7),
  sketch(6, false, 7),
  sketch(6, true, 7),
  own('kvm-boot+cold+hot-documented', 8),
  // 10^9 states: more than any other engine here has memory for.
  own('boot+cold+hot+hot-reset-stop', 9),
];

export const named = (name: string): Benched => BENCHED.find((b) => b.name === name)!;

/** Properties ask for more than the graph, and each engine answers in its own way: all search the same without them. */
export const irOf = (system: System): Ir => ({ ...compose({ ...system, properties: [] }), properties: [] });
