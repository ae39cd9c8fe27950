import { dropAction, hasAction } from '../../checker/model/variation.ts';
import type { Fix } from './fix.ts';
import { refuseProps } from './props.ts';

export const fix: Fix = {
  id: 'B03',
  title: 'device_add with the node-id of another node is refused before anything is written',
  source: 'hw/arm/virt.c:3158: return after the error; main.device_add_refused is the answer',
  variations: (s) => (hasAction(s, 'main.pre_plug_abort') ? [refuseProps('wrongNode'), dropAction('main.pre_plug_abort')] : []),
};
