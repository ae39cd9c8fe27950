/** The transition relations in SMT-LIB against the enumerator: the same steps from the same states, at 2 and 3 values. */
import assert from 'node:assert/strict';
import { compose } from '../../../checker/compile/compose.ts';
import { exporter } from '../../../checker/export/smt2.ts';
import { enabledActions, initialState, step } from '../../../checker/ir/interpret.ts';
import type { Family } from '../../../checker/model/design.ts';
import type { Ir } from '../../../checker/model/ir.ts';
import { Subject } from '../../../checker/prove/attempt.ts';
import { Relation } from '../../../checker/prove/smt/relation.ts';
import { askZ3 } from '../../../checker/prove/smt/z3.ts';
import { design as corrected } from '../../../designs/corrected.ts';
import { design as philosophers } from '../../../examples/dining-philosophers.ts';
import { spinLock } from '../../../examples/spin-lock.ts';

interface Edge {
  readonly from: readonly number[];
  readonly action: number;
  readonly to: readonly number[];
}

/** Reachable states, breadth first, at most `limit`, every `every`th kept; with every step from them. */
const graph = (ir: Ir, limit = Infinity, every = 1): { readonly states: readonly (readonly number[])[]; readonly edges: readonly Edge[] } => {
  const known = new Map<string, readonly number[]>();
  const queue: (readonly number[])[] = [];
  const add = (s: readonly number[]): void => {
    if (known.has(s.join()) || known.size >= limit) return;
    known.set(s.join(), s);
    queue.push(s);
  };
  add(initialState(ir));
  for (let k = 0; k < queue.length; k++) for (const a of enabledActions(ir, queue[k]!)) add(step(ir, a, queue[k]!));
  const states = queue.filter((_, k) => k % every === 0);
  return { states, edges: states.flatMap((from) => enabledActions(ir, from).map((action) => ({ from, action, to: step(ir, action, from) }))) };
};

const script = (lines: readonly string[], queries: readonly (readonly string[])[]): string => [...lines, ...queries.flatMap((q, k) => [`(echo "${k}")`, '(push)', ...q, '(check-sat)', '(pop)'])].join('\n');

/** Of the IR export: every edge is a step of its action, and there is no other step from the states. */
const exported = async (ir: Ir, { states, edges }: ReturnType<typeof graph>): Promise<void> => {
  const text = [...(exporter.write(ir, { title: 't', tool: 't', explore: {} }) as Iterable<string>)].join('');
  const name = (i: number, s: number): string => `|${ir.tables[ir.instances[i]!.table]!.component}: ${ir.tables[ir.instances[i]!.table]!.states[s]!}|`;
  const is = (s: readonly number[], after: boolean): string => `(and ${s.map((x, i) => `(= |${ir.instances[i]!.name}${after ? "'" : ''}| ${name(i, x)})`).join(' ')})`;
  const each = edges.map((e) => [`(assert ${is(e.from, false)})`, `(assert ${is(e.to, true)})`, `(assert |${ir.actions[e.action]!.label}|)`]);
  const other = states.map((s) => [`(assert ${is(s, false)})`, '(assert Next)', ...edges.filter((e) => e.from === s).map((e) => `(assert (not ${is(e.to, true)}))`)]);
  const initial = [['(assert Init)', `(assert (not ${is(initialState(ir), false)}))`]];
  const answers = await askZ3(script([text], [...each, ...other, ...initial]));
  assert.deepEqual(answers.map((a) => a.answer), [...each.map(() => 'sat'), ...other.map(() => 'unsat'), 'unsat']);
};

/** Of the relation over any number of values, with exactly `size` of them: as above, action by action. */
const parametric = async (family: Family, size: number, limit = Infinity, every = 1): Promise<number> => {
  const subject = new Subject(family, 1, () => false);
  const relation = new Relation(subject.labels);
  const system = family.system(size);
  const ir = compose({ ...system, properties: [] });
  const { edges, states } = graph(ir, limit, every);
  const values = Array.from({ length: size }, (_, v) => (v === 0 ? 'zero' : `v${v}`));
  const others = values.slice(1);
  const preamble = ['(set-logic ALL)', ...relation.declarations(), ...others.map((v) => `(declare-const ${v} Slot)`), `(assert (distinct ${values.join(' ')}))`, ...others.map((v, k) => `(assert (lt ${values[k]!} ${v}))`), ...relation.order(values).map((o) => `(assert ${o})`)];
  const known = new Map(ir.instances.map((x, i) => [x.name, i]));
  const cells = relation.cells.flatMap((c) => (c.indexed ? values : [undefined]).map((at) => ({ c, at })));
  const { ir: abstract, sort } = subject.labels;
  /** The instance of a cell at a value, if the system has it, and its state as a term. */
  const instance = (component: string, cell: readonly number[], at: string | undefined): number | undefined => {
    const { index } = abstract.tables.find((t) => t.component === component)!;
    let n = 0;
    const full = index.map((s) => (s === sort ? values.indexOf(at!) : cell[n++]!));
    return known.get(full.length ? `${component}[${full.join()}]` : component);
  };
  const term = (i: number, s: number): string => {
    const { table } = ir.instances[i]!;
    const t = abstract.tables.findIndex((x) => x.component === ir.tables[table]!.component);
    const there = abstract.tables[t]!.states.indexOf(ir.tables[table]!.states[s]!);
    return relation.sorts.state(ir.tables[table]!.component, there, (l) => values[l]!);
  };
  const queries: string[][] = [];
  const expected: string[] = [];
  for (const m of relation.members()) {
    const step = relation.step(m, values.slice(1), true);
    const family = `${m.action.component}.${m.action.event}`;
    const fixed = [...m.env].flatMap(([p, b]) => ('value' in b ? [[p, b.value] as const] : []));
    const mine = edges.filter((e) => ir.actions[e.action]!.name === family && fixed.every(([p, v]) => ir.actions[e.action]!.args[p] === v));
    if (!step) {
      assert.deepEqual(mine, [], m.name);
      continue;
    }
    const posts = step.constants.flatMap((x) => (x.includes(':') ? [x] : []));
    const declared = [...m.params.map((p) => `(declare-const ${p} Slot)`), ...step.bools.map((b) => `(declare-const ${b} Bool)`), ...posts.map((p) => `(declare-const ${p.slice(0, p.lastIndexOf(':'))} ${relation.sorts.sortOf(p.slice(p.lastIndexOf(':') + 1))})`), ...step.says.map((s) => `(assert ${s})`)];
    const before = (s: readonly number[]): string[] => cells.flatMap(({ c, at }) => {
      const i = instance(c.component, c.others, at);
      return i === undefined ? [] : [`(= ${relation.before(c.component, c.others, at)} ${term(i, s[i]!)})`];
    });
    // A cell of a parameter is that of the value that the parameter is: ask for the values themselves.
    const after = (s: readonly number[]): string[] => cells.flatMap(({ c, at }) => {
      const i = instance(c.component, c.others, at);
      return i === undefined ? [] : [`(= ${step.after(c.component, c.others, at)} ${term(i, s[i]!)})`];
    });
    const params = [...m.env].flatMap(([p, b]) => ('term' in b ? [[p, b.term] as const] : []));
    const given = (e: Edge): string => `(and true ${params.map(([p, t]) => `(= ${t} ${values[ir.actions[e.action]!.args[p] as number]!})`).join(' ')})`;
    for (const e of mine) {
      queries.push([...declared, `(assert ${given(e)})`, ...[...before(e.from), ...after(e.to)].map((x) => `(assert ${x})`)]);
      expected.push('sat');
    }
    for (const s of states) {
      const from = mine.filter((e) => e.from === s);
      const anywhere = params.map(([, t]) => `(assert (or ${values.map((v) => `(= ${t} ${v})`).join(' ')}))`);
      queries.push([...declared, ...anywhere, ...before(s).map((x) => `(assert ${x})`), ...from.map((e) => `(assert (not (and ${given(e)} ${after(e.to).join(' ')})))`)]);
      expected.push('unsat');
    }
  }
  const answers = await askZ3(script(preamble, queries));
  const odd = answers.findIndex((a, k) => a.answer !== expected[k]);
  assert.equal(odd, -1, `${answers[odd]?.answer} instead of ${expected[odd]}:\n${queries[odd]?.join('\n')}`);
  assert.equal(answers.length, queries.length);
  return queries.length;
};

describe('transition relation in SMT-LIB', () => {
  const ways = ['owner', 'bit', 'broken'] as const;
  for (const size of [2, 3]) {
    for (const way of ways) {
      it(`export smt2, spin-lock ${way}, ${size} processes`, async () => {
        const ir = compose(spinLock(way, size));
        await exported(ir, graph(ir));
      });
      it(`any number of values, spin-lock ${way}, ${size} processes`, async () => void (await parametric({ sort: 'process', system: (n) => spinLock(way, n) }, size)));
    }
  }
  it('export smt2 of an example with more in it', async () => {
    const ir = compose(philosophers.configurations[0]!.system());
    await exported(ir, graph(ir, 60));
  });
  const { family } = corrected.configurations.find((c) => c.id === 'boot+cold-documented')!;
  for (const size of [2, 3]) {
    it(`export smt2, corrected boot+cold-documented, ${size} slots, some states`, async () => {
      const ir = compose(family!.system(size));
      await exported(ir, graph(ir, 400, size === 2 ? 57 : 140));
    });
    it(`any number of values, corrected boot+cold-documented, ${size} slots, some states`, async () => assert.ok((await parametric(family!, size, 400, 97)) > 500));
  }
});
