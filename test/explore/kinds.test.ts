/** Each kind of property decided both ways, with counts, depths, vacuity and what stands behind what. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { explore } from '../../checker/explore/explore.ts';
import type { Verdict } from '../../checker/explore/result.ts';
import { and, at, eq, exists, FALSE, forall, implies, le, next, not, or, ref, taken, TRUE, value, type Expr } from '../../checker/model/expression.ts';
import type { Property } from '../../checker/model/property.ts';
import { send, type System } from '../../checker/model/system.ts';
import { action, counter, lamp, property, system } from '../compile/tiny.ts';

const verdicts = async (s: System): Promise<Record<string, Verdict>> => Object.fromEntries((await explore(compose(s))).verdicts.map((v) => [v.id, v]));

const n = (k: number): Expr => eq(value('n', []), k);
/** A counter 0 .. 4 that goes up, and from 4 back to 2 if `loops`. */
const counting = (properties: Property[], loops = false, more: Partial<System> = {}): System =>
  system({ components: [counter('n', 5, {}, loops ? 2 : undefined)], actions: [action('up', loops ? {} : { notLast: not(n(4)) }, [send(ref('n'), 'up')])], properties, ...more });

describe('always', () => {
  it('holds, and is violated at its depth with every violating state counted', async () => {
    const v = await verdicts(counting([property('Low', { kind: 'always', expr: le(value('n', []), 2) }), property('Small', { kind: 'always', expr: le(value('n', []), 4) })]));
    assert.equal(v['Small']!.outcome, 'holds');
    assert.deepEqual([v['Low']!.outcome, v['Low']!.depth, v['Low']!.count], ['violated', 3, 2]);
    assert.deepEqual(v['Low']!.trace!.steps.map((s) => s.state), [[1], [2], [3]]);
  });

  it('is vacuous where its antecedent never holds, and says which part', async () => {
    const v = await verdicts(
      counting([
        property('Never', { kind: 'always', expr: implies(and(n(1), n(2)), FALSE) }),
        property('Once', { kind: 'always', expr: implies(n(1), TRUE) }),
        property('Parts', { kind: 'always', expr: forall('x', 'slot', implies(and(eq(value('n', []), 'x'), not(n(0))), le(value('n', []), 1))) }),
      ]),
    );
    assert.deepEqual([v['Never']!.outcome, v['Never']!.vacuous], ['holds', true]);
    assert.deepEqual([v['Once']!.outcome, v['Once']!.vacuous], ['holds', false]);
    assert.deepEqual(v['Parts']!.parts.map((p) => [p.label, p.vacuous]), [['x=1', false]]);
  });
});

describe('counts', () => {
  it('count a state once a part and once a property, however many ways it fails', async () => {
    const low = or(n(3), n(4));
    const high = or(n(4), n(2));
    const v = await verdicts(counting([property('P', { kind: 'always', expr: forall('x', 'slot', and(not(and(low, high)), not(and(n(4), eq('x', 1))))) })]));
    assert.deepEqual([v['P']!.count, v['P']!.parts.map((p) => p.count)], [1, [1, 1]]);
    const twice = system({
      components: [lamp('a'), lamp('b')],
      actions: ['a', 'b'].map((c) => action(c, {}, [send(ref(c), 'press')])),
      properties: [property('P', { kind: 'always', expr: and(at('a', [], 'off'), at('b', [], 'off')) })],
    });
    assert.deepEqual((await verdicts(twice))['P']!.parts.map((p) => p.count), [3]);
  });
});

describe('whenQuiescent', () => {
  const q = { quiescence: { bind: 'q', sort: 'slot', expr: exists('z', 'slot', and(eq('z', 'q'), eq(value('n', []), 'q'))) } };
  it('is judged in quiescent states only, one part a value', async () => {
    const v = await verdicts(
      counting([property('Ok', { kind: 'whenQuiescent', expr: le(value('n', []), 1) }), property('Bad', { kind: 'whenQuiescent', expr: n(0) })], false, q),
    );
    assert.equal(v['Ok']!.outcome, 'holds');
    assert.deepEqual(v['Bad']!.parts.map((p) => [p.label, p.outcome]), [['q=0', 'holds'], ['q=1', 'violated']]);
  });

  it('is vacuous if an antecedent within an antecedent never holds', async () => {
    const inner = property('P', { kind: 'whenQuiescent', expr: implies(n(0), implies(n(1), FALSE)) });
    const both = property('B', { kind: 'whenQuiescent', expr: and(implies(n(1), implies(n(2), FALSE)), implies(n(2), implies(n(1), FALSE))) });
    const v = await verdicts(counting([inner, both], false, q));
    assert.deepEqual([v['P']!.vacuous, v['B']!.vacuous], [true, true]);
  });

  it('is vacuous if nothing is ever quiescent', async () => {
    const v = await verdicts(counting([property('Ok', { kind: 'whenQuiescent', expr: FALSE })], false, { quiescence: { bind: 'q', sort: 'slot', expr: and(n(0), n(1)) } }));
    assert.deepEqual([v['Ok']!.outcome, v['Ok']!.vacuous], ['holds', true]);
  });
});

describe('step', () => {
  it('is checked on every step, self-loops and steps to known states included; the trace ends with the step', async () => {
    const stay = action('stay', { at4: n(4) }, [send(ref('lamp'), 'press')]);
    const s = counting(
      [
        property('UpOnly', { kind: 'step', expr: implies(n(4), next(n(4))) }),
        property('LampKeeps', { kind: 'step', expr: implies(at('lamp', [], 'off'), next(at('lamp', [], 'off'))) }),
        property('OnlyUp', { kind: 'step', expr: not(taken('env.stay')) }),
        property('NoBack', { kind: 'step', expr: implies(and(taken('env.up'), n(4)), next(n(4))) }),
      ],
      true,
    );
    const v = await verdicts({ ...s, components: [...s.components, lamp()], actions: [...s.actions, stay] });
    assert.deepEqual([v['UpOnly']!.outcome, v['UpOnly']!.depth, v['UpOnly']!.count], ['violated', 5, 2]);
    assert.deepEqual([v['LampKeeps']!.outcome, v['LampKeeps']!.depth], ['violated', 5]);
    assert.deepEqual([v['OnlyUp']!.outcome, v['OnlyUp']!.depth, v['OnlyUp']!.count], ['violated', 5, 2]);
    assert.deepEqual([v['NoBack']!.outcome, v['NoBack']!.depth, v['NoBack']!.count], ['violated', 5, 2]);
    assert.equal(v['NoBack']!.trace!.steps.length, 5);
  });

  it('holds, and is vacuous if no step is meant', async () => {
    const s = counting([property('Up', { kind: 'step', expr: implies(taken('env.up'), next(not(n(0)))) }), property('None', { kind: 'step', expr: implies(and(taken('env.up'), n(4)), FALSE) })]);
    const v = await verdicts(s);
    assert.deepEqual([v['Up']!.outcome, v['Up']!.vacuous], ['holds', false]);
    assert.deepEqual([v['None']!.outcome, v['None']!.vacuous], ['holds', true]);
  });
});

describe('sometimes', () => {
  it('is satisfied with a shortest witness, or unreached', async () => {
    const v = await verdicts(counting([property('Four', { kind: 'sometimes', expr: n(4) }), property('Both', { kind: 'sometimes', expr: and(n(1), n(2)) })]));
    assert.deepEqual([v['Four']!.outcome, v['Four']!.depth, v['Four']!.count], ['satisfied', 4, 1]);
    assert.deepEqual([v['Both']!.outcome, v['Both']!.trace], ['unreached', undefined]);
  });
});

describe('dead', () => {
  it('is a state without any action, unless excepted or terminal', async () => {
    const dead = property('Dead', { kind: 'dead' });
    assert.deepEqual([(await verdicts(counting([dead])))['Dead']!.outcome, (await verdicts(counting([dead])))['Dead']!.depth], ['violated', 4]);
    assert.equal((await verdicts(counting([dead], true)))['Dead']!.outcome, 'holds');
    assert.equal((await verdicts(counting([property('Dead', { kind: 'dead', unless: n(4) })])))['Dead']!.outcome, 'holds');
    assert.equal((await verdicts(counting([dead], false, { terminal: n(4) })))['Dead']!.outcome, 'holds');
  });
});

describe('stuck', () => {
  /** Process `walker` goes up to `last`; `spinner` presses the lamp for ever. */
  const walking = (last: number, inside: Expr, more: Partial<System> = {}): System =>
    system({
      components: [counter('n', 5), lamp()],
      actions: [
        action('up', { below: le(value('n', []), last - 1) }, [send(ref('n'), 'up')], { process: 'walker' }),
        action('press', {}, [send(ref('lamp'), 'press')], { process: 'spinner' }),
      ],
      properties: [property('Stuck', { kind: 'stuck', process: 'walker', inside })],
      ...more,
    });

  it('is a process inside that can move in no future, though others move', async () => {
    const v = (await verdicts(walking(3, not(n(0)))))['Stuck']!;
    assert.deepEqual([v.outcome, v.depth, v.count], ['violated', 3, 2]);
  });
  it('is not a process outside, nor one that can move later', async () => {
    assert.equal((await verdicts(walking(3, n(2))))['Stuck']!.outcome, 'holds');
    assert.deepEqual([(await verdicts(walking(3, n(4))))['Stuck']!.outcome, (await verdicts(walking(3, n(4))))['Stuck']!.vacuous], ['holds', true]);
  });
  it('is not a process whose every future ends the system', async () => {
    const end = action('end', { at3: n(3) }, [send(ref('n'), 'up')], { process: 'spinner' });
    const s = walking(3, n(3));
    assert.equal((await verdicts({ ...s, actions: [...s.actions, end] }))['Stuck']!.outcome, 'violated');
    assert.equal((await verdicts({ ...s, actions: [...s.actions, end], terminal: n(4) }))['Stuck']!.outcome, 'holds');
  });
  it('has a part a process', async () => {
    const s = system({
      components: [lamp('lamp', { index: ['slot'] })],
      actions: [action('press', { first: eq('i', 0) }, [send(ref('lamp', ['i']), 'press')], { params: [{ name: 'i', sort: 'slot' }], index: ['i'], process: 'p[{i}]' })],
      properties: [property('Stuck', { kind: 'stuck', process: 'p[{k}]', bind: { k: 'slot' }, inside: TRUE })],
    });
    assert.deepEqual((await verdicts(s))['Stuck']!.parts.map((p) => [p.label, p.outcome]), [['k=0', 'holds'], ['k=1', 'violated']]);
  });
  it('works for more processes than a mask has bits', async () => {
    const s = system({
      sorts: { slot: 40 },
      components: [counter('n', 3)],
      actions: [action('up', { notLast: not(n(2)), other: not(eq('i', 35)) }, [send(ref('n'), 'up')], { params: [{ name: 'i', sort: 'slot' }], index: ['i'], process: 'p[{i}]' })],
      properties: [property('Stuck', { kind: 'stuck', process: 'p[{k}]', bind: { k: 'slot' }, inside: n(1) })],
    });
    assert.deepEqual((await verdicts(s))['Stuck']!.parts.filter((p) => p.outcome === 'violated').map((p) => p.label), ['k=35']);
  });
});

describe('survives', () => {
  it('forbids the ends that it describes; nothing lies behind an end', async () => {
    const properties = [property('NotFour', { kind: 'survives', expr: n(4) }), property('NotThree', { kind: 'survives', expr: n(3) }), property('Four', { kind: 'sometimes', expr: n(4) })];
    const v = await verdicts(counting(properties, true, { terminal: n(3) }));
    assert.deepEqual([v['NotThree']!.outcome, v['NotThree']!.depth], ['violated', 3]);
    assert.equal(v['NotFour']!.outcome, 'holds');
    assert.equal(v['Four']!.outcome, 'unreached');
  });
});

describe('behind', () => {
  const below = (k: number, id: string): Property => property(id, { kind: 'always', expr: le(value('n', []), k) });
  it('names the violations that every way passes', async () => {
    const v = await verdicts(counting([below(1, 'First'), below(2, 'Second'), property('Four', { kind: 'sometimes', expr: n(4) })]));
    assert.equal(v['First']!.behind, undefined);
    assert.deepEqual(v['Second']!.behind, ['First']);
    assert.deepEqual(v['Four']!.behind, ['First', 'Second']);
  });
  it('is absent where another way is clean', async () => {
    const s = counting([property('LampOff', { kind: 'always', expr: at('lamp', [], 'off') }), below(1, 'Low')]);
    const w = await verdicts({ ...s, components: [...s.components, lamp()], actions: [action('press', { at0: n(0) }, [send(ref('lamp'), 'press')]), ...s.actions] });
    assert.deepEqual([w['LampOff']!.outcome, w['Low']!.outcome, w['Low']!.behind], ['violated', 'violated', undefined]);
  });
  it('counts a violating step as well', async () => {
    const v = await verdicts(counting([property('NoUpFromOne', { kind: 'step', expr: implies(n(1), next(n(1))) }), below(2, 'Low')]));
    assert.deepEqual(v['Low']!.behind, ['NoUpFromOne']);
    assert.equal(v['NoUpFromOne']!.behind, undefined);
  });
});
