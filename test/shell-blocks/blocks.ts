/** The shell blocks of the documentation. */
import fs from 'node:fs';
import path from 'node:path';
import { PROJECT } from '../../checker/cli/input/designs.ts';

export interface Block {
  /** `docs/tour.md:12` */
  readonly at: string;
  readonly lines: readonly string[];
}

const pages = (): string[] => ['README.md', 'CONTRIBUTING.md', ...fs.readdirSync(path.join(PROJECT, 'docs'), { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.md')).map((f) => path.join('docs', f))].sort();

/** What a shell would be asked to do. A fence that names another language, or that holds no command, is none. */
const isShell = (info: string, lines: readonly string[]): boolean => info === 'sh' || (info === '' && /^(vcpuhp|npm|npx|node|spin|gcc|rumur|cd|git) /.test(lines[0] ?? ''));

export const shellBlocks = (): Block[] =>
  pages().flatMap((page) => {
    const found: Block[] = [];
    let fence: { readonly info: string; readonly at: number; readonly lines: string[] } | undefined;
    fs.readFileSync(path.join(PROJECT, page), 'utf8')
      .split('\n')
      .forEach((line, i) => {
        const m = /^```(.*)$/.exec(line);
        if (!m) fence?.lines.push(line);
        else if (!fence) fence = { info: m[1]!.trim(), at: i + 1, lines: [] };
        else {
          if (isShell(fence.info, fence.lines)) found.push({ at: `${page}:${fence.at}`, lines: fence.lines });
          fence = undefined;
        }
      });
    return found;
  });
