import { hasAction } from '../../checker/model/variation.ts';
import type { Fix } from './fix.ts';
import { refuseProps } from './props.ts';

export const fix: Fix = {
  id: 'B25',
  title: 'acpi-persistent is no property of a device_add: it is refused',
  source: 'cpu-target.c:203; main.device_add_refused is the answer',
  variations: (s) => (hasAction(s, 'main.device_add') ? [refuseProps('volatile')] : []),
};
