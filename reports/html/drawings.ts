/** Pictures of a record as SVG, each with a text alternative. */
import type { ChartEdge, ChartState, CompositionPicture, MachinePicture, Picture, StatesPicture } from '../../checker/record/picture.ts';
import type { DesignRun } from '../../checker/record/run-record.ts';
import { plural } from '../layout/words.ts';
import { seenAs, tooLarge } from '../picture/chart.ts';
import { writer as dot } from '../picture/dot.ts';
import { layOut } from '../picture/svg.ts';
import type { Drawn, ShownMachine } from './data.ts';

/** Graphviz numbers ids anew in every picture; two of them in one page would clash. */
const withoutIds = (svg: string): string => svg.replace(/ id="[^"]*"/g, '');
/** Black on white is the page's business. */
const inPage = (svg: string): string =>
  withoutIds(svg)
    .replace(/<polygon fill="white" stroke="none"[^>]*\/>/, '')
    .replaceAll('fill="black"', 'fill="currentColor"')
    .replaceAll('stroke="black"', 'stroke="currentColor"')
    .replace(/<text /g, '<text fill="currentColor" ')
    .replace(/ (?:xmlns:xlink|font-family|class)="[^"]*"/g, '')
    .replace(/<title>[^<]*<\/title>/g, '')
    // A tenth of a point is less than a pixel, and the digits are most of the size.
    .replace(/ (?:d|points|x|y|cx|cy|rx|ry)="[^"]*"/g, (a) => a.replace(/(\.\d)\d+/g, '$1'))
    .replace(/>\s+</g, '><')
    .replace('<svg ', '<svg role="img" aria-hidden="true" font-family="sans-serif" ');

/** Pictures of a page, each known by its number. */
export class Gallery {
  readonly svgs: string[] = [];
  readonly #numbers = new Map<string, number>();

  /** Lay a DOT text out; the same text is one picture. */
  async draw(text: string): Promise<number> {
    let n = this.#numbers.get(text);
    if (n === undefined) this.#numbers.set(text, (n = this.svgs.push(inPage(await layOut(text))) - 1));
    return n;
  }

  /** The same for a picture, if it is not too large. */
  async picture(p: Picture): Promise<{ svg?: number; why?: string }> {
    const why = tooLarge(p);
    return why === undefined ? { svg: await this.draw(dot.write(p)) } : { why };
  }
}

/** What is not drawn says why before anything else. */
const shown = async (gallery: Gallery, p: Picture, note: string): Promise<Pick<Drawn, 'svg' | 'note'>> => {
  const { svg, why } = await gallery.picture(p);
  return svg === undefined ? { note: `${why!}. ${note}` } : { svg, note };
};

const leaves = (s: ChartState): ChartState[] => (s.children.length ? s.children.flatMap(leaves) : [s]);

/** Transitions of a component over all configurations: `from -event-> to`. */
interface Use {
  readonly used: ReadonlyMap<string, number>;
  readonly known: ReadonlySet<string>;
  readonly of: number;
}

const useOf = (run: DesignRun, component: string): Use => {
  const runs = run.configurations.flatMap((c) => c.components.filter((x) => x.name === component));
  const used = new Map<string, number>();
  for (const r of runs) for (const t of r.transitions.used) used.set(t, (used.get(t) ?? 0) + 1);
  return { used, known: new Set(runs.flatMap((r) => [...r.transitions.used, ...r.transitions.unused])), of: runs.length };
};

/** `a.b -event-> c`: taken apart; an event may hold blanks. */
const parsed = (t: string): { from: string; event: string; to: string } => {
  const m = /^(.*?) -(.*)-> (.*)$/.exec(t);
  return { from: m?.[1] ?? '', event: m?.[2] ?? t, to: m?.[3] ?? '' };
};

const eventOf = (label: string): string => label.replace(/ \[in .*\]$/, '');
/** The transition starts in the state that the edge leaves, or inside it. */
const within = (path: string, edge: string): boolean => path === edge || path.startsWith(`${edge}.`) || edge.endsWith(`.${path}`);

const usedEdge = (e: ChartEdge, use: Use): ChartEdge => {
  if (use.of === 0) return e;
  const mine = [...use.known].map((t) => ({ t, ...parsed(t) })).filter((x) => e.events.map(eventOf).includes(x.event) && within(x.from, e.from) && within(x.to, e.to));
  return mine.length ? { ...e, used: { configurations: Math.max(0, ...mine.map((x) => use.used.get(x.t) ?? 0)), of: use.of } } : e;
};

/** Event by state: what the searches took, what they never took, and where the machine does not react. */
const matrix = (p: MachinePicture, use: Use): Pick<ShownMachine, 'events' | 'states' | 'cells'> => {
  const states = leaves(p.root).map((s) => s.path);
  const events = [...new Set(p.edges.flatMap((e) => e.events.map(eventOf)))];
  const known = [...use.known].map((t) => ({ t, ...parsed(t) }));
  return {
    states,
    events,
    cells: events.map((event) =>
      states.map((s) => {
        const here = known.filter((x) => x.event === event && within(x.from, s));
        return here.length === 0 ? '' : here.some((x) => use.used.has(x.t)) ? 'used' : 'unused';
      }),
    ),
  };
};

export const drawMachine = async (gallery: Gallery, p: MachinePicture, run: DesignRun): Promise<ShownMachine> => {
  const use = useOf(run, p.name);
  const picture = { ...p, edges: p.edges.map((e) => usedEdge(e, use)) };
  // What is too large to be drawn is too large to be read out.
  if (tooLarge(p)) return { title: `${p.name}: ${p.doc}`, note: `${p.source}. ${tooLarge(p)!}; vcpuhp graph machine ${p.name} --json has all of it.`, words: [], events: [], states: [], cells: [] };
  const never = picture.edges.filter((e) => e.used?.configurations === 0).length;
  return {
    title: `${p.name}: ${p.doc}`,
    ...(await shown(gallery, { ...picture, doc: '' }, `${p.source}. ${use.of ? `An edge is as wide as the share of ${plural(use.of, 'configuration')} in which it is taken${never ? '; dotted: never taken' : ''}.` : ''}`)),
    words: [['from', 'to', 'events', 'taken in'], ...picture.edges.map((e) => [e.from, e.to, e.events.join(', '), e.used ? `${e.used.configurations} of ${e.used.of}` : 'not looked for'])],
    ...matrix(p, use),
  };
};

export const drawComposition = async (gallery: Gallery, p: CompositionPicture): Promise<Drawn> => ({
  title: `Who acts on whom in ${p.name}`,
  ...(await shown(gallery, p, 'An arrow leads from the component that an action is named after to each other component that the action sends an event to; it is labelled with the process that takes it.')),
  words: [['from', 'to', 'process', 'actions'], ...p.edges.map((e) => [e.from, e.to, e.process, e.actions.join(', ')])],
});

const oneLine = (label: string): string => label.replaceAll('\n', ', ');

export const stateWords = (p: StatesPicture): string[][] => [
  ['node', 'states', 'violates', 'leads to'],
  ...p.nodes.map((n, i) => [
    `${n.initial ? '(initial) ' : ''}${oneLine(n.label)}`,
    String(n.states),
    n.violates.join(', '),
    p.edges.filter((e) => e.from === i).map((e) => `${oneLine(p.nodes[e.to]!.label)} by ${e.actions.join(', ')}`).join('; '),
  ]),
];

export const drawStates = async (gallery: Gallery, view: string, configuration: string, p: StatesPicture): Promise<Drawn> => ({
  title: `${view}: ${configuration}, ${seenAs(p)}, ${plural(p.nodes.length, 'node')}`,
  ...(await shown(gallery, { ...p, title: '' }, `${p.complete ? '' : 'The search was cut short. '}A node stands for as many states as it says; bold: it holds the initial state; dashed: some of its states violate a property.`)),
  words: stateWords(p),
});

/**
 * Two pictures in one layout: both are drawn as the union of the two, with what the other one has alone left out of sight. So what is in
 * both stands in the same place.
 */
export const drawPair = async (gallery: Gallery, base: StatesPicture, candidate: StatesPicture): Promise<{ base: number; candidate: number; words: string[][] }> => {
  const labels = [...new Set([...base.nodes, ...candidate.nodes].map((n) => n.label))];
  const edgeKey = (p: StatesPicture, e: StatesPicture['edges'][number]): string => `${labels.indexOf(p.nodes[e.from]!.label)} ${labels.indexOf(p.nodes[e.to]!.label)}`;
  const edges = [...new Set([...base.edges.map((e) => edgeKey(base, e)), ...candidate.edges.map((e) => edgeKey(candidate, e))])];
  const side = async (p: StatesPicture, other: StatesPicture): Promise<number> => {
    const own = new Map(p.nodes.map((n) => [n.label, n]));
    const theirs = new Set(other.nodes.map((n) => n.label));
    const mine = new Set(p.edges.map((e) => edgeKey(p, e)));
    const others = new Set(other.edges.map((e) => edgeKey(other, e)));
    const q = (t: string): string => JSON.stringify(t);
    const lines = labels.map((l, i) => `  n${i} [label=${q(l)}${own.has(l) ? (theirs.has(l) ? '' : ', penwidth=3') : ', style=invis'}]`);
    const arrows = edges.map((k) => {
      const [from, to] = k.split(' ');
      return `  n${from} -> n${to}${mine.has(k) ? (others.has(k) ? '' : ' [penwidth=3]') : ' [style=invis]'}`;
    });
    return gallery.draw(`digraph g {\n  node [shape=box, fontname="sans-serif", fontsize=10]\n${[...lines, ...arrows].join('\n')}\n}`);
  };
  const only = (p: StatesPicture, o: StatesPicture, name: string): string[][] => [
    ...p.nodes.filter((n) => !o.nodes.some((m) => m.label === n.label)).map((n) => [`state, ${name} only`, oneLine(n.label)]),
    ...p.edges.filter((e) => !o.edges.some((f) => edgeKey(o, f) === edgeKey(p, e))).map((e) => [`step, ${name} only`, `${oneLine(p.nodes[e.from]!.label)} to ${oneLine(p.nodes[e.to]!.label)} by ${e.actions.join(', ')}`]),
  ];
  return { base: await side(base, candidate), candidate: await side(candidate, base), words: [['what', 'where'], ...only(base, candidate, base.name), ...only(candidate, base, candidate.name)] };
};
