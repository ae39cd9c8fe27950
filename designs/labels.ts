/** What tells the configurations of a design apart on the command line. */
import type { Labels } from '../checker/model/design.ts';
import { coldBooted, type VirtOptions } from '../machines/sorts.ts';

/** Labels that every machine has. */
export const machineLabels = (accel: string, o: VirtOptions): Labels => ({ accel, guest: o.guest?.profile ?? 'hostile', operator: o.operator, slots: String(o.slots.length), cold: String(coldBooted(o.slots)) });
/** Those of a virt machine. */
export const virtLabels = (o: VirtOptions): Labels => ({ ...machineLabels(o.accel ?? 'tcg', o), ged: o.ged === false ? 'no' : 'yes', threads: o.threads ?? 'multi', gic: String(o.gic ?? 3) });
