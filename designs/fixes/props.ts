/** Classes of device_add properties that a fix refuses. */
import { replaceAction, type Variation } from '../../checker/model/variation.ts';
import type { Props } from '../../machines/object.ts';

/** `device_add` with these properties is refused before anything is written; where nobody gives them nothing changes. */
export const refuseProps = (refused: Props): Variation =>
  replaceAction('main.device_add', (a) => ({ ...a, params: a.params.map((p) => ('values' in p ? { ...p, values: p.values.filter((v) => v !== refused) } : p)) }));
