/**
 * What a configuration does not have: actions and components by name, and the joins that go with them. A property that
 * speaks of one of them says nothing about that configuration and is left out of it (checker/model/expressible.ts).
 */
import { actionName, type Component } from '../checker/model/system.ts';
import { hostileOnly } from './linux/guest.ts';
import { actionsOf, type CpuResets } from './main.ts';
import { hasHotplug, resets, walksForReset, type VirtOptions } from './sorts.ts';

/** Of the new CPU's thread; that device_add and device_del are refused before anything is read or written: virt.c:3108-3116, 3245-3255. */
const STARTED = ['main.device_del', 'vcpu.created', 'vcpu.create_vcpu_fails', 'vcpu.init_vcpu_fails'];
const EJECT = ['vcpu.eject', 'vcpu.unrealize', 'vcpu.join', 'vcpu.eject_self'];
/** All that the GED and the register block behind it bring (virt.c:2612). */
const OF_GED = ['acpi', 'inserting', 'removing', 'fwRemove', 'registers', 'command', 'ost', 'ged', 'asked'];
/** virt.c:3173-3176, 3205-3207: done for a `-device` CPU only if there is a GED (B21). */
const OF_CLI_CPU = ['gic main.create_devices', 'wires main.create_devices', 'resetList main.create_devices'];

interface Absent {
  readonly components: readonly string[];
  readonly actions: readonly string[];
  /** Joins on actions that exist, of components that exist: `component action`. */
  readonly joins: readonly string[];
}

const absentFrom = (o: VirtOptions, of: ReturnType<typeof actionsOf>): Absent => ({
  components: o.ged === false ? OF_GED : [],
  actions: [
    ...(resets(o) ? [] : of.reset.filter((a) => !walksForReset(o) || !of.walk.includes(a))),
    ...(o.stop ? [] : of.stop),
    ...(hasHotplug(o) ? [] : [...of.plug, ...STARTED]),
    ...(o.ged === false || o.threads === 'single' ? EJECT : []),
    ...(o.ged !== false && o.threads === 'single' ? [] : ['vcpu.eject_in_shared_thread']),
    ...(o.guest ? hostileOnly(o.guest) : []),
  ],
  joins: o.ged === false ? OF_CLI_CPU : [],
});

/** The components that are left, with the actions and joins that are left. */
export const presentIn = (o: VirtOptions, cpuResets: CpuResets, all: readonly Component[]): Component[] => {
  const absent = absentFrom(o, actionsOf(cpuResets));
  const gone = new Set([...absent.actions, ...all.filter((c) => absent.components.includes(c.name)).flatMap((c) => (c.actions ?? []).map(actionName))]);
  return all
    .filter((c) => !absent.components.includes(c.name))
    .map((c) => ({
      ...c,
      ...(c.actions ? { actions: c.actions.filter((a) => !gone.has(actionName(a))) } : {}),
      ...(c.joins ? { joins: c.joins.filter((j) => !gone.has(j.action) && !absent.joins.includes(`${c.name} ${j.action}`)) } : {}),
    }));
};
