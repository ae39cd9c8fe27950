/** What the exports of a small system look like, word for word. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { ref, at, eq, implies, next, not, taken, value } from '../../checker/model/expression.ts';
import { choose, send } from '../../checker/model/system.ts';
import type { Exporter } from '../../checker/export/exporter.ts';
import { exporter as aut } from '../../checker/export/aut.ts';
import { exporter as murphi } from '../../checker/export/murphi.ts';
import { exporter as covers } from '../../checker/export/murphi-covers.ts';
import { exporter as promela } from '../../checker/export/promela.ts';
import type { System } from '../../checker/model/system.ts';
import { naive } from '../../checker/oracle/naive.ts';
import { action, counter, lamp, pair, property, system } from '../compile/tiny.ts';
import { golden } from '../golden.ts';

/** One of everything: regions, a number, cases, a swap, a refused event, an end, and a property of each kind. */
const everything: System = system({
  components: [lamp('left'), lamp('right'), pair(), counter('n', 3), lamp('unused')],
  actions: [
    // Each is set to what the other was.
    action('swap', { differ: not(eq(value('n', []), 2)) }, [
      choose(ref('left'), { when: at('right', [], 'on'), event: 'press' }),
      choose(ref('right'), { when: at('left', [], 'on'), event: 'press' }),
    ]),
    action('light', { dark: at('left', [], 'off') }, [send(ref('left'), 'press'), send(ref('pair'), 'both')], { fn: 'light_up', source: 'tiny.c:1' }),
    action('count', {}, [send(ref('n'), 'up')]),
  ],
  terminal: at('pair', [], 'a.yes'),
  properties: [
    property('NeverTwo', { kind: 'always', expr: not(eq(value('n', []), 2)) }),
    property('SwapKeepsRight', { kind: 'step', expr: implies(taken('env.swap'), next(at('right', [], 'off'))) }),
    property('CountStepsUp', { kind: 'step', expr: implies(taken('env.count'), not(next(eq(value('n', []), 0)))) }),
    property('RightLights', { kind: 'sometimes', expr: at('right', [], 'on') }),
    property('NoDeadState', { kind: 'dead', unless: at('left', [], 'on') }),
    property('NeverStuck', { kind: 'stuck', process: 'env', inside: at('left', [], 'on') }),
    property('Survives', { kind: 'survives', expr: at('n', [], '1') }),
  ],
});

const text = async (exporter: Exporter, s: System): Promise<string> => {
  let out = '';
  for await (const piece of exporter.write(compose(s), { title: 'tiny everything', tool: 'vcpuhp', explore: {} })) out += piece;
  return out;
};

/** The same without what is refused: the graph has an end. */
const whole: System = { ...everything, actions: [...everything.actions.slice(0, 2), action('count', { below: not(at('n', [], '2')) }, [send(ref('n'), 'up')])] };

describe('exports', () => {
  it('promela', async () => golden(import.meta.url, 'everything.pml', await text(promela, everything)));
  it('murphi', async () => golden(import.meta.url, 'everything.m', await text(murphi, everything)));
  it('murphi with covers', async () => golden(import.meta.url, 'everything-covers.m', await text(covers, everything)));
  it('a system in which nothing moves is still a program', async () => {
    const still = system({ components: [lamp()], actions: [] });
    assert.match(await text(promela, still), /do\n\n {2}\/\* Properties\. \*\/\n {2}:: false -> skip\n {2}od/);
    assert.match(await text(murphi, still), /var nothing_moves : boolean;[^]*rule "nothing" false/);
  });

  it('aut is the graph: states by distance, every step once', async () => {
    const [head, ...lines] = (await text(aut, whole)).trimEnd().split('\n');
    const { states, edges } = naive(whole);
    assert.equal(head, `des (0,${edges.length},${states.length})`);
    const parsed = lines.map((l) => /^\((\d+),"(.*)",(\d+)\)$/.exec(l)!.slice(1));
    assert.equal(parsed.length, edges.length);
    // Both number states as they are found; what is left to compare is the steps between them, up to the order within a level.
    const depth = (n: number): number => states[n]!.depth;
    const shape = (from: number, label: string, to: number): string => `${depth(from)} ${label} ${depth(to)}`;
    assert.deepEqual(
      parsed.map(([from, label, to]) => shape(Number(from), label!, Number(to))).sort(),
      edges.map((e) => shape(e.from, e.move.label, e.to)).sort(),
    );
  });
  it('aut of a system whose states cannot all be found says why', async () => {
    await assert.rejects(() => text(aut, everything), /sends an event where it is refused/);
    const pieces = aut.write(compose(whole), { title: '', tool: '', explore: { signal: AbortSignal.abort() } });
    await assert.rejects(async () => (pieces as AsyncIterable<string>)[Symbol.asyncIterator]().next(), /interrupted/);
  });
});
