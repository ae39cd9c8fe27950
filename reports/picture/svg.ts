/** Pictures as SVG, laid out by Graphviz (compiled to WebAssembly: nothing has to be installed, and no font is asked for). */
import { Graphviz } from '@hpcc-js/wasm-graphviz';
import type { Picture } from '../../checker/record/picture.ts';
import type { PictureWriter } from '../../checker/record/reporter.ts';
import { writer as dot } from './dot.ts';

/** The SVG of a DOT text, without XML prologue and comments. */
export const layOut = async (text: string): Promise<string> => (await Graphviz.load()).layout(text, 'svg', 'dot').replace(/<\?xml[^>]*>|<!DOCTYPE[^>]*>|<!--[\s\S]*?-->/g, '').trim();

export const writer = {
  name: 'svg',
  doc: 'SVG, laid out by Graphviz',
  ending: 'svg',
  kept: false,
  write: async (p: Picture): Promise<string> => `${await layOut(dot.write(p))}\n`,
} satisfies PictureWriter;
