/** Who waits for whom in the hangs of the prototype: joins, and pauses of all vCPUs. */
import assert from 'node:assert/strict';
import { describeWaits } from '../../checker/cli/run/describe-waits.ts';
import { compose } from '../../checker/compile/compose.ts';
import type { Design } from '../../checker/model/design.ts';
import { decide } from '../../checker/reduce/decide.ts';
import { design as B14c } from '../../designs/history/B14c.ts';
import { design as rfcV5 } from '../../designs/rfc-v5.ts';

const CASES: readonly { readonly hang: string; readonly design: Design; readonly configuration: string; readonly property: string; readonly waits: readonly string[]; readonly cycle: readonly string[] }[] = [
  { hang: 'B06b, a CPU ejects itself', design: rfcV5, configuration: 'boot+cold-documented', property: 'QemuSurvivesSelfEject', waits: ['vcpu[1,0] for vcpu[1,0]: its end'], cycle: ['vcpu[1,0]'] },
  {
    hang: 'F04, two CPUs eject each other', design: rfcV5, configuration: 'boot+cold+hot-documented', property: 'QemuSurvivesMutualEject',
    waits: ['vcpu[1,0] for vcpu[2,0]: exited', 'vcpu[2,0] for vcpu[1,0]: exited'], cycle: ['vcpu[1,0]', 'vcpu[2,0]'],
  },
  {
    hang: 'F21, the CPU that is joined pauses all vCPUs', design: rfcV5, configuration: 'kvm-boot+hot-smc32', property: 'EjectEnds',
    waits: ['vcpu[0,0] for vcpu[1,0]: exited', 'vcpu[1,0] for vcpu[0,0]: allPaused'], cycle: ['vcpu[0,0]', 'vcpu[1,0]'],
  },
  {
    // Each of them was let go by the resume of another one, itself among them, and nobody asks again.
    hang: 'B14c, a pause is undone by another one', design: B14c, configuration: 'kvm-boot+cold+cold', property: 'PauseEnds',
    waits: ['vcpu[1,0] for vcpu[0,0]: allPaused', 'vcpu[1,0] for vcpu[1,0]: allPaused', 'vcpu[1,0] for vcpu[2,0]: allPaused'], cycle: ['vcpu[1,0]'],
  },
];

describe('waits', () => {
  for (const { hang, design, configuration, property, waits, cycle } of CASES)
    it(hang, async () => {
      const system = design.configurations.find((c) => c.id === configuration)!.system();
      const ir = compose({ ...system, properties: system.properties.filter((p) => p.id === property) });
      const verdict = (await decide(ir, { coverage: false })).verdicts[1]!;
      const part = verdict.parts.find((x) => x.depth === verdict.depth)!;
      const found = describeWaits(ir, ir.properties[0]!, part).waits;
      assert.deepEqual(found && { waits: found.edges.map((e) => `${e.waiter} for ${e.holder}: ${e.conjunct}`), cycle: found.cycle }, { waits, cycle });
    });
});
