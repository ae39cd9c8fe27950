/** Searches that leave out what liveness needs: every reachable state, and every step from it. */
import type { ExploreOptions } from '../explore/options.ts';
import type { Ir } from '../model/ir.ts';
import { ModelError } from '../model/model-error.ts';
import { isLiveness } from '../model/property.ts';

/** Throws E_REDUCTION where a liveness property is asked of a search that is unsound for it by its very options. */
export const refuseUnsound = (ir: Ir, { expandViolating }: ExploreOptions): void => {
  if (expandViolating !== false) return;
  const live = ir.properties.filter((p) => isLiveness(p.kind)).map((p) => p.id);
  if (live.length === 0) return;
  throw new ModelError('E_REDUCTION', `${live.join(', ')} cannot be decided by a search that does not go on behind violations (expandViolating: false): a behaviour that goes on there is missing, and so is a way back`, {
    fix: 'Leave out the reduction, or those properties',
    where: { system: ir.name },
  });
};
