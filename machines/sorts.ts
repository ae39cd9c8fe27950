/** The index sorts of every virt system, and the sizes of one configuration. */
import type { Sorts } from '../checker/model/system.ts';

import type { LinuxOptions } from './linux/options.ts';

/** How a slot starts (qemu-rfc-v5.md 0.1): P = all, C = boot + cold, D = cli, H = hot. */
export type SlotKind = 'boot' | 'cold' | 'cli' | 'hot';
export const SLOT_KINDS: readonly SlotKind[] = ['boot', 'cold', 'cli', 'hot'];

/** How many CPUs machine initialisation makes (`-smp cpus=`). */
export const coldBooted = (slots: readonly SlotKind[]): number => slots.filter((k) => k === 'boot' || k === 'cold').length;

export type Accel = 'tcg' | 'kvm';
/** What may happen to the VM besides running in one QEMU (R7; docs/migration.md). */
export interface MigrateOptions {
  /**
   * Destinations that the operator builds: `symmetric`: those whose slots are populated as the source's are, by `-device` or
   * by device_add; `any`: a CPU more, a CPU fewer, or in another slot too. Absent: no migration.
   */
  readonly to?: 'symmetric' | 'any';
  /** The operator may save a snapshot and load it into the running VM (savevm, loadvm). */
  readonly snapshot?: boolean;
}

/** What is enumerated of a virt machine. Every field is printed with the verdicts. */
export interface VirtOptions {
  /** One entry a possible slot; slot 0 is the boot CPU. */
  readonly slots: readonly SlotKind[];
  /**
   * QOM objects that may exist at once for one slot (R4): a second one appears when a CPU is plugged while its
   * predecessor is still being joined. Default 2; one more changes no verdict (test/designs/incarnations).
   */
  readonly incarnations?: number;
  /** `documented`: documented commands with valid arguments; `any`: bad properties too (R11). */
  readonly operator: 'documented' | 'any';
  /** Who runs the guest. Default `tcg` (MTTCG). */
  readonly accel?: Accel;
  /** KVM: the guest makes 32-bit PSCI calls too; the kernel serves them itself (qemu-rfc-v5.md 6.1). Default false. */
  readonly smc32?: boolean;
  /**
   * PSCI conduit. `disabled`: firmware in EL3 (secure=on with firmware) has PSCI, QEMU serves no call, and no CPU starts powered
   * off (hw/arm/virt.c:2292-2300). TCG only. Default `hvc`; SMC (virtualization=on) behaves alike.
   */
  readonly conduit?: 'hvc' | 'disabled';
  /** TCG: the CPUs have EL2 and its virtual timer (virtualization=on, VHE). Default false. */
  readonly virtualization?: boolean;
  /** TCG: model the list of translation contexts (machines/tcg-contexts.ts). Default false. */
  readonly tcgContexts?: boolean;
  /** The operator may reset the machine. */
  readonly reset: boolean;
  /** The operator may stop and continue the machine. */
  readonly stop: boolean;
  /**
   * Model also what only passes through QEMU: command register and `_OST` values; with a hostile guest, who needs no
   * interrupt, also the GED and the observers. No condition of the other components depends on them, so leaving them out
   * removes their values from the state and nothing else (test/designs/passive holds the two graphs against each other).
   */
  readonly passive: boolean;
  /** The guest may call PSCI SYSTEM_RESET and SYSTEM_OFF. */
  readonly restart?: boolean;
  /** The operating system in the guest. Without it the guest is hostile: any access and any call, by every running vCPU (R11). */
  readonly guest?: LinuxOptions;
  /** The Generic Event Device exists: firmware, and ACPI on. Without it there is no register block either (hw/arm/virt.c:2612). Default true. */
  readonly ged?: boolean;
  /**
   * `multi` (default): a thread for each vCPU. `single`: all vCPUs take turns in one thread, and CPU hot-plug is gated off
   * (hw/arm/virt.c:2369-2376). It is modelled with the interleavings of `multi`, which are more; see docs/modelling-notes.md.
   */
  readonly threads?: 'multi' | 'single';
  /** GIC version 3 (default), or 2, with which this revision does not come up (B28). */
  readonly gic?: 2 | 3;
  /** Migration and snapshots. Absent: none, and none of their components. */
  readonly migrate?: MigrateOptions;
}

/** The machine can be reset: by the operator or by the guest. */
export const resets = (o: VirtOptions): boolean => o.reset || o.restart === true;
/** Under KVM the reset of all CPUs is a walk of many steps (machines/kvm/main.ts); loadvm makes it too. */
export const walksForReset = (o: VirtOptions): boolean => resets(o) || (o.accel === 'kvm' && o.migrate?.snapshot === true);
/** `device_add` of a CPU can succeed: there is a GED (virt.c:3108), and hot-plug is not gated off (3113). */
export const hasHotplug = (o: VirtOptions): boolean => o.ged !== false && o.threads !== 'single';

/** The GED and the observer of removals are modelled: where everything is, and where an operating system waits for the interrupt. */
export const hasGed = (o: VirtOptions): boolean => o.passive || o.guest !== undefined;

export const sortsOf = (o: VirtOptions): Sorts => ({ slot: o.slots.length, incarnation: o.incarnations ?? 2 });
