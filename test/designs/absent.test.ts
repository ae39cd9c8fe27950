/** Machines that lack something: what is left out of them is not left out of the design. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import type { Labels } from '../../checker/model/design.ts';
import { design as q35 } from '../../designs/rfc-v5-q35.ts';
import { design } from '../../designs/rfc-v5.ts';
import { properties } from '../../invariants/index.ts';

const systemOf = (id: string) => design.configurations.find((c) => c.id === id)!.system();
const families = (id: string): Set<string> => new Set(compose({ ...systemOf(id), properties: [] }).actions.map((a) => a.name));

describe('machines that lack something', () => {
  it('every property is decided in some configuration of the quick tier', () => {
    const decided = new Set(design.configurations.flatMap((c) => (c.tier === 'quick' ? c.system().properties.map((p) => p.id) : [])));
    assert.deepEqual(properties.filter((p) => !decided.has(p.id)).map((p) => p.id), []);
  });

  it('a property is left out only where it speaks of something absent: the full machine keeps all', () => {
    const full = systemOf('boot+hot-documented').properties;
    assert.ok(full.length > 60);
    assert.deepEqual(systemOf('boot+cli').properties.map((p) => p.id), full.map((p) => p.id));
    const left = new Set(systemOf('boot+cold+cli-no-ged').properties.map((p) => p.id));
    assert.ok(left.has('ResetHandlerIffPlugged') && left.has('GiccAccessibleIffPlugged'));
    assert.ok(!left.has('EnabledIffPlugged'));
  });

  it('device_add and device_del are refused before anything is read, and nothing is ejected', () => {
    for (const id of ['boot+cold+cli-no-ged', 'boot+cold-one-thread']) {
      const has = families(id);
      assert.deepEqual(['main.device_add', 'main.plug', 'main.device_add_exist', 'main.device_del', 'vcpu.eject'].filter((a) => has.has(a)), [], id);
      assert.ok(has.has('main.device_add_refused') && has.has('main.device_del_refused'), id);
    }
  });
});

describe('the system for a recording', () => {
  const recorded = (labels: Labels) => design.recorded!({ accel: 'tcg', cold: '2', slots: '4', ...labels });

  for (const [labels, id] of [
    [{}, 'recorded-2-of-4'],
    [{ cold: '1', slots: '8' }, 'recorded-1-of-8'],
    [{ cli: '2' }, 'recorded-2-of-4-cli-2'],
    [{ cli: '2+3' }, 'recorded-2-of-4-cli-2+3'],
    [{ ged: 'no' }, 'recorded-2-of-4-no-ged'],
    [{ threads: 'single' }, 'recorded-2-of-2-one-thread'],
    [{ gic: '2' }, 'recorded-2-of-2-gicv2'],
    [{ guest: 'linux' }, 'recorded-2-of-4-linux'],
    [{ migrated: 'yes' }, 'recorded-2-of-4-migrated'],
    [{ guest: 'legacy', maxcpus: '1', nr_cpus: '3' }, 'recorded-2-of-4-maxcpus-1-nr_cpus-3-legacy'],
    [{ guest: 'linux', threads: 'single' }, 'recorded-2-of-2-linux-one-thread'],
  ] as const)
    it(`${id}`, () => {
      const c = recorded(labels);
      assert.equal(c.id, id);
      assert.equal(compose({ ...c.system(), properties: [] }).sorts['slot'], Number(/of-(\d+)/.exec(id)![1]));
    });

  for (const [what, labels, message] of [
    ['fewer slots than CPUs', { slots: '1' }, /E_CONFIGURATION.*cold=2, slots=1/],
    ['no number', { cold: 'two' }, /E_CONFIGURATION.*cold=two/],
    ['-device in a slot that is taken', { cli: '1' }, /E_CONFIGURATION.*cli=1/],
    ['another accelerator', { accel: 'qtest' }, /E_CONFIGURATION.*--design/],
    ['another guest', { guest: 'plan9' }, /E_CONFIGURATION.*guest=plan9.*guest=hostile, guest=linux, guest=legacy/],
    ['no such kernel parameter', { guest: 'linux', nr_cpus: 'all' }, /E_CONFIGURATION.*nr_cpus=all/],
    ['a value that it has not', { gic: '4' }, /E_CONFIGURATION.*gic=2, gic=3/],
    ['an unknown label', { colour: 'red' }, /E_CONFIGURATION.*Known labels/],
  ] as const)
    it(`refuses ${what}`, () => assert.throws(() => recorded(labels), message));

  it('q35 has neither GED nor GIC to choose', () => {
    assert.equal(q35.recorded!({ accel: 'qtest', cold: '2', slots: '4' }).id, 'recorded-2-of-4');
    assert.throws(() => q35.recorded!({ cold: '2', slots: '4', ged: 'no' }), /E_CONFIGURATION/);
  });
});
