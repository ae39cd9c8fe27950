/** All fixes, in the order in which they are applied: B05 before B15, which clears what B05 adds, and B20 before B02, which unwires what B20 wires. */
import { fix as B01 } from './B01.ts';
import { fix as B02 } from './B02.ts';
import { fix as B03 } from './B03.ts';
import { fix as B04 } from './B04.ts';
import { fix as B05 } from './B05.ts';
import { fix as B06 } from './B06.ts';
import { fix as B06b } from './B06b.ts';
import { fix as B07 } from './B07.ts';
import { fix as B10 } from './B10.ts';
import { fix as B12 } from './B12.ts';
import { fix as B13 } from './B13.ts';
import { fix as B14 } from './B14.ts';
import { fix as B15 } from './B15.ts';
import { fix as B16 } from './B16.ts';
import { fix as B18 } from './B18.ts';
import { fix as B19 } from './B19.ts';
import { fix as B20 } from './B20.ts';
import { fix as B21 } from './B21.ts';
import { fix as B25 } from './B25.ts';
import { fix as B26 } from './B26.ts';
import { fix as B27 } from './B27.ts';
import { fix as B28 } from './B28.ts';
import { fix as B29 } from './B29.ts';
import { fix as F06 } from './F06.ts';
import { fix as F07 } from './F07.ts';
import { fix as F10 } from './F10.ts';
import { fix as F12 } from './F12.ts';
import { fix as F30 } from './F30.ts';
import { fix as F31 } from './F31.ts';
import { fix as F34 } from './F34.ts';
import { fix as F35 } from './F35.ts';
import { fix as F36 } from './F36.ts';
import { fix as F46 } from './F46.ts';
import type { Variation } from '../../checker/model/variation.ts';
import { mends, type Fix } from './fix.ts';

export const fixes: readonly Fix[] = [B01, B20, B02, B03, B04, B05, B06, B06b, B07, B10, B12, B13, B14, B15, B16, B18, B19, B21, B25, B26, B27, B28, B29, F06, F07, F10, F12, F30, F31, F34, F35, F36, F46];

/** Every fix but those. Throws for an id that no fix has. */
export const allBut = (...ids: readonly string[]): readonly Variation[] => {
  const unknown = ids.filter((id) => !fixes.some((f) => f.id === id));
  if (unknown.length) throw new RangeError(`no fix is called ${unknown.join(', ')}; the fixes are ${fixes.map((f) => f.id).join(', ')}`);
  return mends(fixes.filter((f) => !ids.includes(f.id)));
};
