/** A comparison as plain text within 72 columns, as mailing lists want it. */
import type { DifferenceReporter } from '../../checker/record/reporter.ts';
import { blocks, type Block } from '../layout/difference.ts';
import { wrap } from '../layout/wrap.ts';

const WIDTH = 72;
const indented = (text: string, by: number, hang = 2): string[] => wrap(text, WIDTH - by, ' '.repeat(hang)).map((l) => `${' '.repeat(by)}${l}`);

const lines = (b: Block): string[] => {
  switch (b.kind) {
    case 'heading': {
      const text = wrap(b.text, WIDTH);
      return ['', ...text, '-'.repeat(Math.max(...text.map((l) => l.length)))];
    }
    case 'text':
      return [...wrap(b.text, WIDTH), ''];
    case 'list':
      return [...b.items.flatMap((i) => indented(`* ${i}`, 0)), ''];
    case 'runs':
      return [...indented(b.runs.title, 2), ...b.runs.having.flatMap((x) => indented(x, 4)), ...b.runs.lacking.flatMap((x) => indented(x, 4)), ...indented(b.runs.instead, 4), ''];
  }
};

export const reporter: DifferenceReporter = {
  name: 'mail',
  doc: 'a comparison within 72 columns',
  write: (record) => `${blocks(record).flatMap(lines).join('\n').trim()}\n`,
};
