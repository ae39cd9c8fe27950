/** What is enumerated of a Linux guest. Every field is printed with the verdicts. */

/** `linux`: 6.11 or later. `legacy`: a kernel that ignores the online-capable flag of the MADT (R11). */
export type LinuxProfile = 'linux' | 'legacy';

export interface LinuxOptions {
  readonly profile: LinuxProfile;
  /** Kernel parameter maxcpus=: how many CPUs boot brings up, the boot CPU included. Default: all. */
  readonly maxcpus?: number;
  /** Kernel parameter nr_cpus=: how many CPUs are possible, in MADT order. Default: all. */
  readonly nrCpus?: number;
  /** root writes to cpuN/online. */
  readonly admin: boolean;
  /** root writes to the `eject` file of an ACPI processor device. */
  readonly sysfsEject?: boolean;
  /** The kernel may stop waiting for a CPU that does not come up (5 s) or does not go down (10 s, 100 ms). */
  readonly timeouts?: boolean;
  /** kexec into a new kernel. */
  readonly kexec?: boolean;
  /** A crash that starts a dump kernel with nr_cpus=1. */
  readonly kdump?: boolean;
  /** Firmware, or root through /dev/mem, marks CPUs with fw_remove as firmware on x86 does. */
  readonly firmwareMarks?: boolean;
  /** Anybody may evaluate `_STA` at any time (the `status` file of an ACPI device). No kernel step depends on it. */
  readonly status?: boolean;
  /**
   * How many ACPI events of one CPU wait for the worker. The real queue has no bound; one more changes no verdict
   * (test/designs/linux). Default 2.
   */
  readonly queue?: number;
}
