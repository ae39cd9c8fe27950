import assert from 'node:assert/strict';
import { finalState, TraceDocument, variables } from '../../checker/record/trace.ts';
import { reporter as itf } from '../../reports/trace/itf.ts';
import { reporter as json } from '../../reports/trace/json.ts';
import { reporter as mermaid } from '../../reports/trace/mermaid.ts';
import { reporter as table } from '../../reports/trace/table.ts';
import { reporter as text } from '../../reports/trace/text.ts';
import { golden } from '../golden.ts';
import { trace } from './sample.ts';

const plain = { colour: false };

describe('reports of a trace', () => {
  it('text', () => golden(import.meta.url, 'trace.txt', text.write(trace, plain)));
  it('table', () => golden(import.meta.url, 'trace-table.txt', table.write(trace, plain)));
  it('mermaid', () => golden(import.meta.url, 'trace.mmd', mermaid.write(trace, plain)));
  it('itf', () => golden(import.meta.url, 'trace.itf.json', itf.write(trace, plain)));
  it('json is the trace', () => assert.deepEqual(TraceDocument.parse(JSON.parse(json.write(trace, plain))).trace, trace));
  it('a trace of no steps is a violated initial state', () => {
    const empty = { ...trace, steps: [] };
    for (const r of [text, table, mermaid]) assert.match(r.write(empty, plain), /0 steps/);
  });
  it('the state at the end', () =>
    assert.deepEqual(finalState(trace), [
      { instance: 'slot[0]', state: 'plugged' },
      { instance: 'slot[1]', state: 'empty' },
      { instance: 'gic[1]', state: 'cpu.dangling irq.wired' },
    ]));
  it('only what changes is a variable', () => assert.deepEqual(variables(trace).map((v) => v.name), ['slot[1]', 'gic[1].cpu']));
});
