/** Pictures as SVG, laid out by Graphviz (compiled to WebAssembly: nothing has to be installed, and no font is asked for). */
import { Graphviz } from '@hpcc-js/wasm-graphviz';
import type { Picture } from '../../checker/record/picture.ts';
import type { PictureWriter } from '../../checker/record/reporter.ts';
import { tooLarge } from './chart.ts';
import { xml } from '../layout/xml.ts';
import { writer as dot } from './dot.ts';

/** The SVG of a DOT text, without XML prologue and comments. */
export const layOut = async (text: string): Promise<string> => (await Graphviz.load()).layout(text, 'svg', 'dot').replace(/<\?xml[^>]*>|<!DOCTYPE[^>]*>|<!--[\s\S]*?-->/g, '').trim();

export const writer = {
  name: 'svg',
  doc: 'SVG, laid out by Graphviz',
  ending: 'svg',
  kept: false,
  write: async (p: Picture): Promise<string> => {
    const why = tooLarge(p);
    return why === undefined ? `${await layOut(dot.write(p))}\n` : `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="40"><text x="8" y="24" font-family="sans-serif">${xml(`${p.name}: ${why}; --json has all of it`)}</text></svg>\n`;
  },
} satisfies PictureWriter;
