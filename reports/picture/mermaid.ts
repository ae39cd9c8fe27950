/** Pictures as Mermaid text, which GitHub renders in place. */
import type { ChartEdge, ChartState, CompositionPicture, MachinePicture, Picture, StatesPicture } from '../../checker/record/picture.ts';
import type { PictureWriter } from '../../checker/record/reporter.ts';
import { mermaidText } from '../layout/mermaid-text.ts';
import { plural } from '../layout/words.ts';
import { byCommonAncestor, seenAs, shortList } from './chart.ts';

const q = (text: string): string => `"${mermaidText(text)}"`;

const machine = (p: MachinePicture): string => {
  const ids = new Map<string, string>();
  const number = (s: ChartState): void => {
    ids.set(s.path, `s${ids.size}`);
    s.children.forEach(number);
  };
  number(p.root);
  const id = (path: string): string => ids.get(path)!;
  const at = byCommonAncestor(p.edges);
  const arrow = (e: ChartEdge): string => `${id(e.from)} --> ${id(e.to)}: ${shortList(e.events.map(mermaidText), '<br/>')}`;
  const lines: string[] = [`%% ${p.name}: ${p.doc}`, 'stateDiagram-v2'];
  const put = (s: ChartState, depth: number): void => {
    const pad = '  '.repeat(depth);
    lines.push(`${pad}state ${q(s.name)} as ${id(s.path)}${s.children.length ? ' {' : ''}`);
    if (!s.children.length) return;
    s.children.forEach((child, i) => {
      // Mermaid separates the regions of a parallel state by a line.
      if (i && s.kind === 'parallel') lines.push(`${pad}  --`);
      put(child, depth + 1);
    });
    if (s.initial !== undefined) lines.push(`${pad}  [*] --> ${id(s.initial)}`);
    for (const c of s.children) if (c.kind === 'final') lines.push(`${pad}  ${id(c.path)} --> [*]`);
    lines.push(...(at.get(s.path) ?? []).map((e) => `${pad}  ${arrow(e)}`), `${pad}}`);
  };
  put(p.root, 1);
  return lines.join('\n');
};

const composition = (p: CompositionPicture): string => {
  const id = (name: string): string => `c${p.components.findIndex((c) => c.name === name)}`;
  return [
    `%% ${p.name}: ${p.title}`,
    'flowchart LR',
    ...p.components.map((c) => {
      const label = q(c.index.length ? `${c.name}[${c.index.join(', ')}]` : c.name);
      return `  ${id(c.name)}${c.observer ? `([${label}])` : `[${label}]`}`;
    }),
    ...p.edges.map((e) => {
      const actions = shortList(e.actions.map((a) => mermaidText(a.slice(a.indexOf('.') + 1))), '<br/>');
      return `  ${id(e.from)} -->|"${mermaidText(e.process)}: ${actions}"| ${id(e.to)}`;
    }),
  ].join('\n');
};

const states = (p: StatesPicture): string =>
  [
    `%% ${p.name}: ${p.title}, ${seenAs(p)}`,
    'flowchart TD',
    ...p.nodes.map((n, i) => {
      const label = `"${n.label.split('\n').map(mermaidText).join('<br/>')}<br/>${plural(n.states, 'state')}${n.violates.length ? `<br/>violates ${shortList(n.violates, '<br/>')}` : ''}"`;
      return `  n${i}${n.initial ? `([${label}])` : `[${label}]`}${n.violates.length ? ':::violating' : ''}`;
    }),
    ...p.edges.map((e) => `  n${e.from} -->|"${shortList(e.actions.map(mermaidText), '<br/>')}"| n${e.to}`),
    ...(p.nodes.some((n) => n.violates.length) ? ['  classDef violating stroke-width:3px,stroke-dasharray:4 2'] : []),
  ].join('\n');

export const writer = {
  name: 'mermaid',
  doc: 'Mermaid text',
  kept: true,
  ending: 'mmd',
  write: (p: Picture) => `${p.picture === 'machine' ? machine(p) : p.picture === 'composition' ? composition(p) : states(p)}\n`,
} satisfies PictureWriter;
