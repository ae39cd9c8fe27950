/** rfc-v5 with the fix of B13 alone. */
import { derive } from '../../../designs/derive.ts';
import { mended } from '../../../designs/fixes/fix.ts';
import { fix } from '../../../designs/fixes/B13.ts';
import { design as rfcV5 } from '../../../designs/rfc-v5.ts';

export const design = derive(rfcV5, {
  name: 'one-fix',
  title: 'rfc-v5 with the fix of B13',
  source: 'test',
  configurations: { 'boot+hot-el2': 'quick', 'boot+cold-documented': 'quick' },
  variations: () => [(s) => mended(s, fix)],
  violates: [],
});
