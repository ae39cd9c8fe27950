import { at, exists, not } from '../../checker/model/expression.ts';
import { addGuard, hasAction } from '../../checker/model/variation.ts';
import type { Fix } from './fix.ts';

export const fix: Fix = {
  id: 'F30',
  title: 'a slot stays occupied until its old CPU has been joined (F30; what it hides: F02, F03, F05, F08, F20, F42)',
  source: 'hw/arm/virt.c:3151, 3318; main.device_add_exist is the answer',
  variations: (s) => (hasAction(s, 'main.device_add') ? [addGuard('main.device_add', 'joined', not(exists('x', 'incarnation', at('object', ['i', 'x'], 'life.unrealizing'))))] : []),
};
