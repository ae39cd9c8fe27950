/** Pictures as Graphviz DOT. */
import type { ChartState, CompositionPicture, MachinePicture, Picture, StatesPicture } from '../../checker/record/picture.ts';
import type { PictureWriter } from '../../checker/record/reporter.ts';
import { plural } from '../layout/words.ts';
import { seenAs, shortList } from './chart.ts';

const q = (text: string): string => `"${text.replace(/[\\"]/g, (c) => `\\${c}`).replaceAll('\n', '\\n')}"`;

const STYLE = ['  fontname="sans-serif"', '  node [fontname="sans-serif", fontsize=10, shape=box]', '  edge [fontname="sans-serif", fontsize=8]'];

const graph = (name: string, title: string, lines: readonly string[]): string =>
  [`digraph ${q(name)} {`, `  label=${q(title)}`, '  labelloc=t', ...STYLE, ...lines, '}'].join('\n');

/** A leaf to stand for a cluster: DOT draws edges between nodes only. */
const leafOf = (s: ChartState): ChartState => (s.children.length ? leafOf(s.children.find((c) => c.path === s.initial) ?? s.children[0]!) : s);

const machine = (p: MachinePicture): string => {
  const all = new Map<string, ChartState>();
  const lines: string[] = ['  compound=true', '  rankdir=LR'];
  const put = (s: ChartState, pad: string): void => {
    all.set(s.path, s);
    if (!s.children.length) {
      lines.push(`${pad}${q(s.path)} [label=${q(s.name)}, style="rounded${s.kind === 'final' ? ',bold' : ''}"]`);
      return;
    }
    lines.push(`${pad}subgraph ${q(`cluster ${s.path}`)} {`, `${pad}  label=${q(s.name)}`, `${pad}  style=${s.kind === 'parallel' ? 'dashed' : 'rounded'}`);
    if (s.initial !== undefined) {
      const start = `${s.path} start`;
      lines.push(`${pad}  ${q(start)} [shape=point]`, `${pad}  ${q(start)} -> ${q(leafOf(s.children.find((c) => c.path === s.initial)!).path)}`);
    }
    s.children.forEach((c) => put(c, `${pad}  `));
    lines.push(`${pad}}`);
  };
  put(p.root, '  ');
  for (const e of p.edges) {
    const [from, to] = [all.get(e.from)!, all.get(e.to)!];
    const ends = [
      `label=${q(shortList(e.events, '\n'))}`,
      ...(from.children.length ? [`ltail=${q(`cluster ${from.path}`)}`] : []),
      ...(to.children.length ? [`lhead=${q(`cluster ${to.path}`)}`] : []),
    ];
    if (e.used) ends.push(...(e.used.configurations ? [`penwidth=${(1 + (3 * e.used.configurations) / e.used.of).toFixed(1)}`] : ['style=dotted']));
    lines.push(`  ${q(leafOf(from).path)} -> ${q(leafOf(to).path)} [${ends.join(', ')}]`);
  }
  return graph(p.name, p.doc ? `${p.name}: ${p.doc}` : p.name, lines);
};

const composition = (p: CompositionPicture): string =>
  graph(p.name, `${p.name}: ${p.title}`, [
    '  rankdir=LR',
    ...p.components.map((c) => `  ${q(c.name)} [label=${q(c.index.length ? `${c.name}[${c.index.join(', ')}]` : c.name)}${c.observer ? ', style=dashed' : ''}]`),
    ...p.edges.map((e) => `  ${q(e.from)} -> ${q(e.to)} [label=${q(`${e.process}:\n${shortList(e.actions.map((a) => a.slice(a.indexOf('.') + 1)), '\n')}`)}]`),
  ]);

const styleOf = (n: StatesPicture['nodes'][number]): string => {
  const styles = [...(n.initial ? ['bold'] : []), ...(n.violates.length ? ['dashed'] : [])];
  return styles.length ? `, style=${q(styles.join(','))}${n.violates.length ? ', penwidth=2' : ''}` : '';
};

const states = (p: StatesPicture): string =>
  graph(p.name, `${p.title ? `${p.name}: ${p.title}` : p.name}, ${seenAs(p)}`, [
    ...p.nodes.map((n, i) => `  n${i} [label=${q(`${n.label}\n${plural(n.states, 'state')}${n.violates.length ? `\nviolates ${shortList(n.violates, '\n')}` : ''}`)}${styleOf(n)}]`),
    ...p.edges.map((e) => `  n${e.from} -> n${e.to} [label=${q(shortList(e.actions, '\n'))}]`),
  ]);

export const writer = {
  name: 'dot',
  doc: 'Graphviz DOT',
  kept: true,
  ending: 'dot',
  write: (p: Picture) => `${p.picture === 'machine' ? machine(p) : p.picture === 'composition' ? composition(p) : states(p)}\n`,
} satisfies PictureWriter;
