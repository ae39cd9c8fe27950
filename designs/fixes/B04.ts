import { hasAction, replaceGuard } from '../../checker/model/variation.ts';
import { adding } from '../../machines/main.ts';
import type { Fix } from './fix.ts';

export const fix: Fix = {
  id: 'B04',
  title: 'a CPU whose features differ from those of the boot CPU is not realized',
  source: 'target/arm/cpu.c:2033: propagate the error',
  variations: (s) =>
    hasAction(s, 'main.realize_fail')
      ? [replaceGuard('main.realize', 'adding', adding('good', 'wrongNode', 'volatile')), replaceGuard('main.realize_fail', 'adding', adding('unrealizable', 'otherFeatures'))]
      : [],
};
