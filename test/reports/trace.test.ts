import assert from 'node:assert/strict';
import { finalState, TraceDocument, variables, type Lane, type Trace } from '../../checker/record/trace.ts';
import { reporter as itf } from '../../reports/trace/itf.ts';
import { reporter as json } from '../../reports/trace/json.ts';
import { reporter as mermaid } from '../../reports/trace/mermaid.ts';
import { reporter as sequence, WIDTH } from '../../reports/trace/sequence.ts';
import { reporter as svg } from '../../reports/trace/svg.ts';
import { reporter as table } from '../../reports/trace/table.ts';
import { reporter as text } from '../../reports/trace/text.ts';
import { golden } from '../golden.ts';
import { trace } from './sample.ts';

/** The same with life lines of a design. */
const lane = (name: string, more: Partial<Lane>): Lane => ({ name, processes: [], components: [], causes: [], each: false, ...more });
const withLanes: Trace = {
  ...trace,
  lanes: [lane('operator', { causes: ['operator'] }), lane('main', { processes: ['main'] }), lane('vCPU {0}', { each: true, processes: ['vcpu'] }), lane('GIC', { components: ['gic'] }), lane('guest', { causes: ['guest'] })],
};

const plain = { colour: false };

describe('reports of a trace', () => {
  it('text', () => golden(import.meta.url, 'trace.txt', text.write(trace, plain)));
  it('table', () => golden(import.meta.url, 'trace-table.txt', table.write(trace, plain)));
  it('mermaid', () => golden(import.meta.url, 'trace.mmd', mermaid.write(trace, plain)));
  it('sequence', () => golden(import.meta.url, 'trace-sequence.txt', sequence.write(trace, plain)));
  it('sequence with the lanes of a design', () => golden(import.meta.url, 'trace-lanes.txt', sequence.write(withLanes, plain)));
  it('svg', () => golden(import.meta.url, 'trace.svg', svg.write(withLanes, plain)));
  it('a sequence diagram keeps to its columns, whatever the names and however many', () => {
    const long = 'x'.repeat(100);
    const many = (n: number): Trace => ({
      ...trace,
      text: long,
      claim: `${long} && ${long}`,
      initial: Array.from({ length: n }, (_x, k) => ({ instance: `component${k}`, state: 'a' })),
      steps: [{ ...trace.steps[0]!, label: long, changes: Array.from({ length: n }, (_x, k) => ({ instance: `component${k}`, region: '', from: long, to: 'b' })) }],
    });
    for (const n of [0, 1, 3, 9, 17, 18, 40]) {
      const text = sequence.write(many(n), plain);
      for (const l of text.split('\n')) assert.ok(l.length <= WIDTH, `${n}: ${l.length}: ${l}`);
      for (let k = 0; k < n; k++) assert.ok(text.replace(/\s+/g, '').includes(`component${k}:`), `component${k} is missing`);
    }
    assert.match(sequence.write(many(40), plain), /41 life lines do not fit/);
  });
  it('names from logs are text in SVG, never markup', () => {
    const bad = '<script>alert(1)</script>&"\'\u0001';
    const text = svg.write({ ...trace, property: bad, steps: [{ ...trace.steps[0]!, label: bad, process: bad, fn: bad }] }, plain);
    assert.doesNotMatch(text, /<script/);
    assert.match(text, /&#60;script&#62;/);
    assert.ok(!text.includes('\u0001'));
  });
  it('itf', () => golden(import.meta.url, 'trace.itf.json', itf.write(trace, plain)));
  it('json is the trace', () => assert.deepEqual(TraceDocument.parse(JSON.parse(json.write(trace, plain))).trace, trace));
  it('a trace of no steps is a violated initial state', () => {
    const empty = { ...trace, steps: [] };
    for (const r of [text, table, sequence, svg, mermaid]) assert.match(r.write(empty, plain), /0 steps/);
  });
  it('the state at the end', () =>
    assert.deepEqual(finalState(trace), [
      { instance: 'slot[0]', state: 'plugged' },
      { instance: 'slot[1]', state: 'empty' },
      { instance: 'gic[1]', state: 'cpu.dangling irq.wired' },
    ]));
  it('only what changes is a variable', () => assert.deepEqual(variables(trace).map((v) => v.name), ['slot[1]', 'gic[1].cpu']));
});
