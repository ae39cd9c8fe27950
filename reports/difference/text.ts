/** A comparison for a terminal. */
import type { DifferenceReporter } from '../../checker/record/reporter.ts';
import { blocks, type Block } from '../layout/difference.ts';
import { painter } from '../layout/paint.ts';

const lines = (b: Block, bold: (text: string) => string): string[] => {
  switch (b.kind) {
    case 'heading':
      return ['', bold(b.text)];
    case 'text':
      return ['', `  ${b.text}`];
    case 'list':
      return b.items.map((i) => `    ${i}`);
    case 'runs':
      return [`    ${b.runs.title}`, ...[...b.runs.having, ...b.runs.lacking, b.runs.instead].map((x) => `      ${x}`)];
  }
};

export const reporter: DifferenceReporter = {
  name: 'text',
  doc: 'a comparison for a terminal',
  write: (record, style) => {
    const paint = painter(style);
    return `${blocks(record).flatMap((b) => lines(b, (t) => paint('bold', t))).slice(1).join('\n')}\n`;
  },
};
