import { hasComponent, replaceComponent } from '../../checker/model/variation.ts';
import { contextLists } from '../../machines/tcg-contexts.ts';
import type { Fix } from './fix.ts';

export const fix: Fix = {
  id: 'B26',
  title: 'a thread that ends takes its own context off the list',
  source: 'tcg/tcg.c:833-846',
  variations: (s) => (hasComponent(s, 'tcgContexts') ? [replaceComponent('tcgContexts', (c) => ({ ...c, machine: (sorts) => contextLists(sorts, true) }))] : []),
};
