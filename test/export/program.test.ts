/** What an exported program says is what the interpreter says of the IR, on every state and step of random systems. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compose } from '../../checker/compile/compose.ts';
import type { Value } from '../../checker/export/program/assignments.ts';
import { programOf, type Program } from '../../checker/export/program/program.ts';
import { Before } from '../../checker/ir/before.ts';
import { enabledActions, events, holds, initialState, step } from '../../checker/ir/interpret.ts';
import { shownPart } from '../../checker/ir/violation.ts';
import { SpecDefect } from '../../checker/ir/spec-defect.ts';
import { at, iff, not, ref } from '../../checker/model/expression.ts';
import type { Ir, IrProperty } from '../../checker/model/ir.ts';
import { choose, send } from '../../checker/model/system.ts';
import { readExpr } from '../../checker/reduce/cone.ts';
import { action, lamp, system } from '../compile/tiny.ts';
import { randomSystem } from '../oracle/random-system.ts';
import { fire, valuesOf } from './evaluate.ts';

const runs = Number(process.env['VCPUHP_RANDOM'] ?? 300);
const seed = Number(process.env['VCPUHP_SEED'] ?? Date.now() % 2 ** 31);
const MOST_STATES = 200;

/** Some of the reachable states, the nearest first; a refused action leads nowhere. */
const someStates = (ir: Ir): number[][] => {
  const seen = new Map([[initialState(ir).join(), initialState(ir)]]);
  for (const state of seen.values()) {
    if (seen.size >= MOST_STATES) break;
    for (const a of enabledActions(ir, state)) {
      const next = stepped(ir, a, state);
      if (next) seen.set(next.join(), next);
    }
  }
  return [...seen.values()];
};

const stepped = (ir: Ir, action: number, state: readonly number[]): number[] | undefined => {
  try {
    return step(ir, action, state);
  } catch (e) {
    if (e instanceof SpecDefect) return undefined;
    throw e;
  }
};

/** Variables that are read or written anywhere. */
const readIn = ({ rules, claims }: Program): Set<number> => {
  const reads = new Set<number>();
  const value = (v: Value): void => {
    if (v.v !== 'if') return;
    readExpr(v.when, reads);
    value(v.yes);
    value(v.no);
  };
  for (const r of rules) {
    for (const e of [r.guard, ...r.refusals.map((f) => f.when), ...r.breaks.map((b) => b.when)]) readExpr(e, reads);
    for (const a of r.assignments) {
      reads.add(a.variable);
      value(a.to);
    }
  }
  for (const c of claims) if ('when' in c) readExpr(c.when, reads);
  return reads;
};

describe('an exported program', () => {
  const met = { kept: 0, refused: 0, broken: 0, cases: 0, split: 0, terminal: 0 };

  const compare = (ir: Ir): void => {
    const program = programOf(ir);
    const before = new Before(ir);
    if (program.variables.all.length > ir.instances.length) met.split++;
    // What never changes is not declared, so nothing may read it.
    assert.deepEqual([...readIn(program)].filter((x) => program.variables.all[x]!.constant).map((x) => program.variables.all[x]!.name), []);
    for (const state of someStates(ir)) {
      const values = valuesOf(program, state);
      const enabled = enabledActions(ir, state);
      if (holds(ir.terminal, state)) met.terminal++;
      assert.deepEqual(program.rules.flatMap((r, k) => (holds(r.guard, values) ? [k] : [])), enabled);
      program.claims.forEach((c) => {
        if (c.claim === 'rules' || c.claim === 'omitted') return;
        const said = holds(c.when, values) && (c.claim !== 'dead' || enabled.length === 0);
        assert.equal(said, shownPart(ir, c.property, { states: [state], actions: [] }) !== undefined, c.property.id);
      });
      for (const a of enabled) {
        const rule = program.rules[a]!;
        const next = stepped(ir, a, state);
        assert.equal(rule.refusals.some((f) => holds(f.when, values)), next === undefined, ir.actions[a]!.label);
        if (!next) {
          met.refused++;
          continue;
        }
        assert.deepEqual(fire(rule, values), valuesOf(program, next), ir.actions[a]!.label);
        if (rule.kept.length) met.kept++;
        if (events(ir, a, state).length < ir.actions[a]!.effects.length) met.cases++;
        ir.properties.forEach((p, k) => {
          if (p.kind !== 'step') return;
          const broken = violatedOn(p, state, a, next);
          assert.equal(rule.breaks.some((b) => b.property === k && holds(b.when, values)), broken, p.id);
          if (broken) met.broken++;
          for (const part of p.parts) assert.equal(holds(before.condition(part.e, a), state), holds(part.e, state, { action: a, next }));
        });
      }
    }
  };

  it(`does what the interpreter does (VCPUHP_RANDOM=${runs} VCPUHP_SEED=${seed})`, () => {
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        compare(compose(randomSystem(draw).system));
      }),
      { seed, numRuns: runs },
    );
  });
  it('keeps aside what is read after it was written', () => {
    // Each is set to what the other was; few random systems have that.
    const set = (one: string, other: string) => choose(ref(one), { when: not(iff(at(one, [], 'on'), at(other, [], 'on'))), event: 'press' });
    compare(compose(system({ components: [lamp('left'), lamp('right')], actions: [action('light', {}, [send(ref('left'), 'press')]), action('swap', {}, [set('left', 'right'), set('right', 'left')])] })));
    assert.ok(met.kept > 0);
  });
  it('and met whatever can go wrong', () => {
    for (const [what, n] of Object.entries(met)) assert.ok(n > 0, `no ${what}`);
  });
});

const violatedOn = (p: IrProperty, state: readonly number[], action: number, next: readonly number[]): boolean =>
  p.parts.some((part) => holds(part.when, state, { action, next }) && !holds(part.e, state, { action, next }));
