/** The smallest virt system: the boot CPU and one hot-pluggable slot; and how its verdicts are compared. */
import type { Verdict } from '../../checker/explore/result.ts';
import type { VirtOptions } from '../../machines/sorts.ts';

export const BOOT_HOT: VirtOptions = { slots: ['boot', 'hot'], operator: 'documented', reset: false, stop: false, passive: false };

/** Property -> outcome and depth. */
export const outcomes = (verdicts: readonly Verdict[]): Record<string, string> => Object.fromEntries(verdicts.map((v) => [v.id, `${v.outcome} ${v.depth ?? ''}`.trim()]));
