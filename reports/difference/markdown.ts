/** A comparison as Markdown, for a comment on a pull request: witnesses are folded away. */
import type { DifferenceReporter } from '../../checker/record/reporter.ts';
import { blocks, type Block } from '../layout/difference.ts';

const escaped = (text: string): string => text.replace(/[\\*_`<>[\]|]/g, (c) => `\\${c}`);

const lines = (b: Block, level: string): string[] => {
  switch (b.kind) {
    case 'heading':
      return [`${level} ${escaped(b.text)}`, ''];
    case 'text':
      return [escaped(b.text), ''];
    case 'list':
      return [...b.items.map((i) => `- ${escaped(i)}`), ''];
    case 'runs':
      return [`<details><summary>${escaped(b.runs.title)}</summary>`, '', '```', ...b.runs.having, '', ...b.runs.lacking, b.runs.instead, '```', '', '</details>', ''];
  }
};

export const reporter: DifferenceReporter = {
  name: 'markdown',
  doc: 'a comparison in Markdown',
  write: (record) => `${blocks(record).flatMap((b, k) => lines(b, k === 0 ? '##' : '###')).join('\n').trimEnd()}\n`,
};
