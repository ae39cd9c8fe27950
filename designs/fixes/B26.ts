import { hasComponent, replaceComponent } from '../../checker/model/variation.ts';
import { tcgContexts } from '../../machines/tcg-contexts.ts';
import type { Fix } from './fix.ts';

export const fix: Fix = {
  id: 'B26',
  title: 'a thread that ends takes its own context off the list',
  source: 'tcg/tcg.c:833-846',
  variations: (s) => (hasComponent(s, 'tcgContexts') ? [replaceComponent('tcgContexts', (c) => ({ ...c, machine: tcgContexts(1, true).machine }))] : []),
};
