/**
 * Of the numbered facts Q.I1 to Q.I50 and Q.L1 to Q.L10 (QEMU), K.I1 to K.I30 and K.P1 to K.P9 (guest kernel and KVM): those of which no property speaks, or only
 * of a part, and why (R13). docs/properties.md shows them beside the properties that cite the others.
 */

/** How many there are of each list. */
export const LISTED: Readonly<Record<string, number>> = { 'Q.I': 50, 'Q.L': 10, 'K.I': 30, 'K.P': 9 };

export const UNSTATED: Readonly<Record<string, string>> = {
  'Q.I1': 'sizes are the shape of the system: nothing in it can change how many slots, KVM vCPUs, interfaces or records there are',
  'Q.I7': 'the gate is decided once, at start-up, from the command line: it is `hasHotplug` of machines/sorts.ts, and a constant of each configuration',
  'Q.I45': 'relates two boots; stated is what a reset must leave as start-up does',
  'Q.I46': 'ids are not modelled: device_del takes the object itself; stated is that a slot is occupied once',
  'K.I1': 'nothing in kernel or QEMU writes the present mask: it is left out of the masks (machines/linux/masks.ts), an invariant about it could not fail (R8)',
  'K.I7': 'one control state (machines/linux/kernel.ts) stands for whoever holds device_hotplug_lock: two events at once cannot be written down',
  'K.I8': 'as K.I7: sysfs and the hotplug worker are the same control state',
  'K.I10': 'the order of `_OST` codes is the order of the control states; recordings with a Linux guest are held against it',
  'K.I14': 'the map from MPIDR and UID to a CPU is the identity on slots; what could move it is the MADT',
  'K.I16': 'static: the MADT has GICR subtables or not for the life of the machine (hw/arm/virt-acpi-build.c)',
  'K.I18': 'redistributor frames are given out when the VGIC is initialised, and never again; stated is that PMU and stolen time were set up before a vCPU runs',
  'K.I23': 'the SMCCC filter is set before the first vCPU runs, and no call of QEMU changes it; stated is that a VCPU_INIT with other features is never made',
  'K.I28': 'relates two runs; test/designs/passive shows that leaving `_OST` out changes no step of the rest',
  'K.P2': 'in part: whether the enabled mask is set hangs on the kernel, the answer always comes',
  'K.P5': 'in part: the 100 ms within which a clean log needs it are time, which is not modelled',
  'K.P7': 'in part: nobody delivers a request again that a reset or kexec has lost (B15); stated is that a slot can be vacated all the same',
};
