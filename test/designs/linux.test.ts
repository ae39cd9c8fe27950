/** The Linux guest is a hostile guest restrained, and its bounded queue of events is long enough (R10). */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { decide } from '../../checker/reduce/decide.ts';
import { properties } from '../../invariants/index.ts';
import type { VirtOptions } from '../../machines/sorts.ts';
import { virt } from '../../machines/virt.ts';

const machine: VirtOptions = { slots: ['boot', 'hot'], operator: 'documented', reset: false, stop: false, passive: false };

describe('a Linux guest', () => {
  for (const accel of ['tcg', 'kvm'] as const)
    it(`makes no access and no call that a hostile guest cannot make, and none under weaker conditions, ${accel}`, () => {
      const o: VirtOptions = { ...machine, accel, reset: true, stop: true, passive: true, restart: true };
      const hostile = new Map(compose(virt('hostile', o, [])).actions.map((a) => [a.label, a]));
      const linux = compose(virt('linux', { ...o, guest: { profile: 'linux', admin: true, sysfsEject: true, timeouts: true, kexec: true, kdump: true, status: true, firmwareMarks: true } }, [])).actions;
      const ofVcpus = linux.filter((a) => a.name.startsWith('vcpu.'));
      assert.ok(ofVcpus.length > 50);
      for (const a of ofVcpus) {
        const same = hostile.get(a.label);
        assert.ok(same, `${a.label} is no action of the hostile guest`);
        const names = new Set(a.guard.map((g) => g.name));
        assert.deepEqual(same.guard.map((g) => g.name).filter((n) => !names.has(n)), [], a.label);
      }
    });

  it('has the same verdicts with one more event in the queue of a CPU', async function () {
    this.timeout(600_000);
    const verdicts = async (queue: number) => {
      const ir = compose(virt(`queue of ${queue}`, { ...machine, guest: { profile: 'linux', admin: false, queue } }, properties));
      const found = await decide(ir, { coverage: false });
      assert.ok(found.complete, found.reason?.text);
      return Object.fromEntries(found.verdicts.map((v) => [v.id, `${v.outcome} ${v.depth ?? ''}`]));
    };
    assert.deepEqual(await verdicts(3), await verdicts(2));
  });
});
