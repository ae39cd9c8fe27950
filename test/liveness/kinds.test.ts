/** Each kind of liveness decided both ways on systems that fit in the head: verdict, count, lasso, trap, and why it says nothing. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { explore } from '../../checker/explore/explore.ts';
import type { ExploreOptions } from '../../checker/explore/options.ts';
import type { PartVerdict, Verdict } from '../../checker/explore/result.ts';
import { accountOf, type Account } from '../../checker/liveness/account.ts';
import { decide as decideSliced } from '../../checker/reduce/decide.ts';
import { and, at, eq, FALSE, le, not, ref, TRUE, value, type Expr } from '../../checker/model/expression.ts';
import type { Fairness } from '../../checker/model/fairness.ts';
import type { Ir } from '../../checker/model/ir.ts';
import { isProgress, type Property } from '../../checker/model/property.ts';
import { send, type Action, type System } from '../../checker/model/system.ts';
import { action, component, counter, lamp, property, system } from '../compile/tiny.ts';

interface Found {
  readonly ir: Ir;
  readonly verdict: Verdict;
  readonly part: PartVerdict;
  /** `a b | c d`: the actions of the stem, and those of the loop. */
  readonly path: string;
  readonly account: Account | undefined;
}

const decide = async (s: System, options: ExploreOptions = {}, k = 0): Promise<Found> => {
  const ir = compose(s);
  const verdict = (await explore(ir, options)).verdicts[1]!;
  const part = verdict.parts[k]!;
  const p = ir.properties[0]!;
  const labels = (part.trace?.steps ?? []).map((x) => ir.actions[x.action]!.label.replace('env.', ''));
  const loop = part.lasso?.loop ?? labels.length;
  const account = part.lasso && isProgress(p.kind) ? accountOf(ir, p.kind, p.parts[k]!, { trace: part.trace!, ...part.lasso }) : undefined;
  return { ir, verdict, part, path: `${labels.slice(0, loop).join(' ')} | ${labels.slice(loop).join(' ')}`, account };
};

const n = (...ks: number[]): Expr => at('n', [], ...ks.map(String));
const up = (when: Record<string, Expr> = {}, more: Partial<Action> = {}): Action => action('up', when, [send(ref('n'), 'up')], { process: 'walker', ...more });
const press = (more: Partial<Action> = {}, when: Record<string, Expr> = {}): Action => action('press', when, [send(ref('lamp'), 'press')], { process: 'spinner', ...more });

/** The walker goes 0 1 2 3, and from 3 to `wrap` if given; the spinner presses the lamp for ever. */
const walk = (p: Property, wrap?: number, more: Partial<System> = {}): System =>
  system({ components: [counter('n', 4, {}, wrap), lamp()], actions: [up(wrap === undefined ? { below: le(value('n', []), 2) } : {}), press()], properties: [p], ...more });

const walker: Fairness = { weak: 'walker' };
const leadsTo = (from: Expr, to: Expr, ...fairness: Fairness[]): Property => property('P', { kind: 'leadsTo', from, to, fairness });

describe('leadsTo', () => {
  it('fails without fairness: everybody may stop', async () => {
    const { verdict, path, account } = await decide(walk(leadsTo(n(1), n(3))));
    assert.deepEqual([verdict.outcome, verdict.count, verdict.depth, path], ['violated', 4, 1, 'up | ']);
    assert.deepEqual(account, { ending: 'halt', fairness: [] });
  });
  it('holds under weak fairness of the one who must move', async () => {
    const { verdict } = await decide(walk(leadsTo(n(1), n(3), walker)));
    assert.deepEqual([verdict.outcome, verdict.vacuous, verdict.count], ['holds', false, 0]);
  });
  it('fails under fairness of the others, in a loop that is fair to them', async () => {
    const { verdict, path, account } = await decide(walk(leadsTo(n(1), n(3), { weak: 'spinner' })));
    assert.deepEqual([verdict.outcome, verdict.count, path], ['violated', 4, 'up | press press']);
    assert.deepEqual(account, { ending: 'livelock', fairness: [{ name: 'weak spinner', because: 'taken', at: 2 }] });
  });
  it('starts at any state that satisfies the antecedent, the goal itself included', async () => {
    assert.equal((await decide(walk(leadsTo(n(3), n(3))))).verdict.outcome, 'holds');
    assert.equal((await decide(walk(leadsTo(n(3), n(0), walker)))).verdict.outcome, 'violated');
    assert.equal((await decide(walk(leadsTo(n(3), n(0), walker), 0))).verdict.outcome, 'holds');
  });
  it('is lifted by `unless`', async () => {
    const p = (unless: Expr): Property => property('P', { kind: 'leadsTo', from: n(1), to: FALSE, unless, fairness: [walker] });
    assert.equal((await decide(walk(p(n(2))))).verdict.outcome, 'holds');
    assert.equal((await decide(walk(p(n(0))))).verdict.outcome, 'violated');
  });
  it('says from where the goal is owed, and comes round no later than need be', async () => {
    const { part, path } = await decide(walk(leadsTo(n(2), FALSE, walker), 1));
    assert.deepEqual([part.lasso, path], [{ loop: 2, since: 2 }, 'up up | up up up']);
  });
  it('has a part a value, each with its own lasso', async () => {
    const lamps = system({
      components: [lamp('lamp', { index: ['slot'] })],
      actions: [action('press', { first: eq('i', 1) }, [send(ref('lamp', ['i']), 'press')], { params: [{ name: 'i', sort: 'slot' }], index: ['i'], process: 'p[{i}]' })],
      properties: [property('P', { kind: 'leadsTo', bind: { i: 'slot' }, from: at('lamp', ['i'], 'off'), to: at('lamp', ['i'], 'on'), fairness: [{ weak: 'p[*]' }] })],
    });
    const { verdict } = await decide(lamps);
    assert.deepEqual(verdict.parts.map((p) => [p.label, p.outcome, p.count]), [['i=0', 'violated', 2], ['i=1', 'holds', 0]]);
  });
});

describe('weak and strong fairness', () => {
  /** The walker may pass from 0 to 1 only while the lamp is on. */
  const gate = (strength: Fairness, more: Partial<System> = {}): System =>
    system({ components: [counter('n', 2), lamp()], actions: [up({ free: at('lamp', [], 'on'), below: n(0) }), press()], properties: [leadsTo(n(0), n(1), strength, { weak: 'spinner' })], ...more });
  it('weak fairness is not enough where others close the gate again and again', async () => {
    const { verdict, path, account } = await decide(gate(walker));
    assert.deepEqual([verdict.outcome, path], ['violated', ' | press press']);
    assert.deepEqual(account!.fairness, [{ name: 'weak walker', because: 'disabled', at: 0 }, { name: 'weak spinner', because: 'taken', at: 1 }]);
  });
  it('strong fairness is', async () => assert.equal((await decide(gate({ strong: 'walker' }))).verdict.outcome, 'holds'));
  it('weak fairness is, if the gate is a lock that is granted', async () => {
    const assumptions = [{ id: 'F0', text: 'who waits for the lock gets it', conjuncts: ['free'] }];
    assert.equal((await decide(gate(walker, { assumptions }))).verdict.outcome, 'holds');
  });
  it('a granted lock that is never free obliges nobody', async () => {
    const shut = gate(walker, { assumptions: [{ id: 'F0', text: '', conjuncts: ['free'] }], actions: [up({ free: at('lamp', [], 'on'), below: n(0) }), press({}, { never: n(1) })] });
    const { verdict, account } = await decide({ ...shut, properties: [leadsTo(n(0), n(1), walker)] });
    assert.equal(verdict.outcome, 'violated');
    assert.deepEqual(account, { ending: 'dead', fairness: [{ name: 'weak walker', because: 'neverEnabled', at: 0 }] });
  });
  it('a lock that is granted is of no use to one who waits for something else as well', async () => {
    const s = gate(walker, { assumptions: [{ id: 'F0', text: '', conjuncts: ['free'] }], components: [counter('n', 2), lamp(), lamp('other')] });
    const both = { ...s, actions: [up({ free: at('lamp', [], 'on'), other: at('other', [], 'on'), below: n(0) }), press(), action('press2', {}, [send(ref('other'), 'press')], { process: 'spinner' })] };
    assert.equal((await decide(both)).verdict.outcome, 'violated');
  });
  it('a condition that the environment grants again and again', async () => {
    assert.equal((await decide(walk(leadsTo(TRUE, at('lamp', [], 'on'), { repeatedly: at('lamp', [], 'on') })))).part.vacuity, 'implied');
    const s = walk(leadsTo(n(0), n(1), { repeatedly: at('lamp', [], 'on') }), undefined);
    const gated = { ...s, actions: [press(), up({ on: at('lamp', [], 'off'), below: n(0) })] };
    assert.equal((await decide(gated)).account!.fairness[0]!.because, 'holds');
  });
  it('a loop visits what each assumption wants', async () => {
    const two = system({
      components: [counter('n', 3, {}, 0), lamp(), lamp('b')],
      actions: [up(), press(), action('pressB', {}, [send(ref('b'), 'press')], { process: 'b' })],
      properties: [property('P', { kind: 'alwaysEventually', expr: FALSE, fairness: [walker, { strong: 'spinner' }, { weak: 'b' }] })],
    });
    const { part, account } = await decide(two);
    assert.equal(account!.fairness.every((f) => f.because === 'taken'), true);
    assert.equal(part.trace!.steps.length, 7);
  });
  it('as many assumptions as there are processes', async () => {
    const many = system({
      sorts: { slot: 40 },
      components: [counter('n', 2), lamp('lamp', { index: ['slot'] })],
      actions: [action('press', { off: at('lamp', ['i'], 'off') }, [send(ref('lamp', ['i']), 'press')], { params: [{ name: 'i', sort: 'slot' }], index: ['i'], process: 'p[{i}]', where: le('i', 9) }), up({ last: at('lamp', [9], 'on'), below: n(0) })],
      properties: [property('P', { kind: 'eventually', expr: n(1), fairness: [walker, { weak: 'p[*]' }] })],
    });
    assert.equal((await decide(many)).verdict.outcome, 'holds');
  });
});

describe('eventually, alwaysEventually, eventuallyAlways', () => {
  const p = (kind: 'eventually' | 'alwaysEventually' | 'eventuallyAlways', expr: Expr, ...fairness: Fairness[]): Property => property('P', { kind, expr, fairness });
  const outcome = async (x: Property, wrap?: number): Promise<string> => (await decide(walk(x, wrap))).verdict.outcome;
  it('eventually is owed from the start only', async () => {
    assert.equal(await outcome(p('eventually', n(0))), 'holds');
    assert.equal(await outcome(p('eventually', n(2), walker), 0), 'holds');
    assert.equal(await outcome(p('eventually', n(2)), 0), 'violated');
  });
  it('alwaysEventually is owed for ever', async () => {
    assert.equal(await outcome(p('alwaysEventually', n(2), walker), 0), 'holds');
    assert.equal(await outcome(p('alwaysEventually', n(0), walker), 1), 'violated');
    const { path } = await decide(walk(p('alwaysEventually', n(0), walker), 1));
    assert.equal(path, 'up | up up up');
  });
  it('eventuallyAlways is broken by a loop that leaves it, however often it comes back', async () => {
    assert.equal(await outcome(p('eventuallyAlways', n(3), walker)), 'holds');
    const { verdict, path } = await decide(walk(p('eventuallyAlways', not(n(1)), walker), 0));
    assert.deepEqual([verdict.outcome, path], ['violated', ' | up up up up']);
    assert.equal(await outcome(p('eventuallyAlways', not(n(0)), walker), 1), 'holds');
  });
});

describe('how a behaviour goes on for ever', () => {
  const ending = async (actions: Action[], more: Partial<System> = {}): Promise<string> =>
    (await decide(system({ components: [counter('n', 4), lamp()], actions, properties: [property('P', { kind: 'eventually', expr: n(3), fairness: [walker] })], ...more }))).account!.ending;
  const to2 = up({ below: le(value('n', []), 1) });
  it('dead: nothing can happen', async () => assert.equal(await ending([to2]), 'dead'));
  it('completion: nothing can happen, and the system says that it is done', async () => {
    const done = property('D', { kind: 'dead', unless: n(2) });
    assert.equal(await ending([to2], { properties: [property('P', { kind: 'eventually', expr: n(3), fairness: [walker] }), done] }), 'completion');
  });
  it('quiescence: only the environment can move', async () => {
    for (const cause of ['guest', 'operator', 'fault'] as const) assert.equal(await ending([to2, press({ cause })]), 'quiescence');
  });
  it('halt: somebody could move, whom nothing obliges', async () => assert.equal(await ending([to2, press()]), 'halt'));
  it('livelock: steps without end', async () =>
    assert.equal((await decide(system({ components: [counter('n', 4, {}, 0)], actions: [up()], properties: [property('P', { kind: 'eventually', expr: FALSE, fairness: [walker] })] }))).account!.ending, 'livelock'));
});

describe('the end of the system', () => {
  it('owes nothing more', async () => {
    const s = walk(leadsTo(n(1), FALSE, walker), undefined, { terminal: n(2) });
    const { verdict, part } = await decide(s);
    assert.deepEqual([verdict.outcome, part.vacuity], ['holds', 'ends']);
    assert.equal((await decide(walk(leadsTo(n(2), FALSE, walker), undefined, { terminal: n(2) }))).part.vacuity, 'antecedent');
  });
});

describe('a property of progress that says nothing', () => {
  const vacuity = async (s: System): Promise<unknown> => {
    const { verdict, part } = await decide(s);
    assert.deepEqual([verdict.outcome, verdict.vacuous], ['holds', part.vacuity !== undefined]);
    return part.vacuity;
  };
  it('because nothing starts it', async () => assert.equal(await vacuity(walk(leadsTo(and(n(1), n(2)), FALSE))), 'antecedent'));
  it('because every fair behaviour ends the system first', async () => {
    assert.equal(await vacuity(walk(property('P', { kind: 'alwaysEventually', expr: FALSE, fairness: [walker] }), undefined, { terminal: n(1) })), 'ends');
  });
  it('because no behaviour is fair', async () => {
    assert.equal(await vacuity(walk(leadsTo(n(0), n(1), { repeatedly: and(n(0), n(1)) }))), 'unsatisfiable');
    assert.equal(await vacuity(walk(property('P', { kind: 'eventuallyAlways', expr: n(3), fairness: [{ repeatedly: n(2) }, walker] }))), 'unsatisfiable');
  });
  it('because it is what is assumed', async () => assert.equal(await vacuity(walk(leadsTo(n(0), n(1, 2), { repeatedly: n(1) }), 0)), 'implied'));
  it('and not where it says something', async () => assert.equal(await vacuity(walk(leadsTo(n(0), n(1), walker, { repeatedly: at('lamp', [], 'on') }))), undefined));
});

describe('recoverable', () => {
  const back = (goal: Expr, from: Expr | undefined, ...by: string[]): Property => property('P', { kind: 'recoverable', goal, by, ...(from ? { from } : {}) });
  it('holds where some way leads back by the named processes, fair or not', async () => {
    assert.equal((await decide(walk(back(n(1), undefined, 'walker'), 0))).verdict.outcome, 'holds');
    assert.equal((await decide(walk(back(n(1), undefined, 'spinner'), 0))).verdict.outcome, 'violated');
  });
  it('shows the trap: the step that goes in, what was lost by it, how large it is, and who goes in', async () => {
    const { verdict, part, ir } = await decide(walk(back(n(1), undefined, 'walker')));
    assert.deepEqual([verdict.outcome, verdict.count, verdict.depth], ['violated', 4, 2]);
    const named = (a: number): string => ir.actions[a]!.label;
    assert.deepEqual({ ...part.trap, exits: part.trap!.exits.map(named), entries: part.trap!.entries.map((e) => [named(e.action), e.steps]) }, { entered: 2, size: 4, exits: [], entries: [['env.up', 2]] });
  });
  it('names the exits that are still there before the step', async () => {
    const fall = action('fall', { at1: n(1), not: at('hole', [], 'no') }, [send(ref('hole'), 'fall')], { process: 'env' });
    const hole = component('hole', { initial: 'no', states: { no: { on: { fall: 'yes' } }, yes: {} } });
    const s = system({ components: [counter('n', 3, {}, 0), hole], actions: [up({ free: at('hole', [], 'no') }), fall], properties: [back(n(0), undefined, 'walker')] });
    const { part, ir } = await decide(s);
    assert.deepEqual([part.trap!.entered, part.trap!.exits.map((a) => ir.actions[a]!.label), part.trap!.size, part.trap!.entries.length], [2, ['env.up'], 1, 1]);
  });
  it('is asked of the states that `from` names', async () => {
    assert.deepEqual([(await decide(walk(back(n(3), n(1), 'walker')))).verdict.outcome, (await decide(walk(back(n(2), n(3), 'walker')))).verdict.count], ['holds', 2]);
    assert.equal((await decide(walk(back(n(2), and(n(1), n(2)), 'walker')))).part.vacuity, 'antecedent');
  });
  it('a trap from the start has no way in', async () => assert.deepEqual((await decide(walk(back(FALSE, undefined, 'walker')))).part.trap, { entered: 0, size: 8, exits: [], entries: [] }));
  it('a way through the end of the system is none', async () => assert.equal((await decide(walk(back(n(2), undefined, 'walker'), 0, { terminal: n(1) }))).verdict.outcome, 'violated'));
});

describe('liveness and the rest of the run', () => {
  const p = leadsTo(n(1), n(3));
  it('says what lies behind another violation', async () => {
    const low = property('Low', { kind: 'always', expr: n(0, 1) });
    const of = async (fairness: Fairness[]): Promise<unknown> => (await decide(walk(property('P', { kind: 'leadsTo', from: n(2), to: n(3), fairness }), undefined, { properties: [property('P', { kind: 'leadsTo', from: n(2), to: n(3), fairness }), low] }))).verdict.behind;
    assert.deepEqual(await of([{ weak: 'spinner' }]), ['Low']);
    // At rest in the first violating state: nothing was violated before it.
    assert.equal(await of([]), undefined);
  });
  it('is not decided of a part of the graph', async () => {
    for (const options of [{ memory: 1 }, { signal: AbortSignal.abort() }]) assert.equal((await decide(walk(p), options)).verdict.outcome, 'notDecided');
    assert.equal((await decide(walk(leadsTo(n(1), n(3), walker), undefined, { bounds: ['b'] }))).verdict.outcome, 'notDecided');
    assert.equal((await decide(walk(p, undefined, { bounds: ['b'] }))).verdict.outcome, 'violated');
  });
  it('is refused, by name, of a search that does not go on behind violations', async () => {
    const named = { code: 'E_REDUCTION', message: /^E_REDUCTION: P cannot be decided by a search .*expandViolating: false/ };
    await assert.rejects(decide(walk(p), { expandViolating: false }), named);
    await assert.rejects(decideSliced(compose(walk(property('P', { kind: 'recoverable', goal: n(2), by: ['walker'] }))), { expandViolating: false }), named);
  });
  it('does without when there is no memory for it, and says so; the rest is decided', async () => {
    const digits = ['n', 'm', 'k'];
    const s = system({ components: digits.map((d) => counter(d, 41, {}, 0)), actions: digits.map((d) => action(`up-${d}`, {}, [send(ref(d), 'up')], { process: 'walker' })), properties: [property('P', { kind: 'alwaysEventually', expr: TRUE, fairness: [walker] }), property('Q', { kind: 'always', expr: TRUE })] });
    const ir = compose(s);
    // The kernel's copies of tables would count as well.
    const alone = { kernel: { from: Infinity } };
    const roomy = await explore(ir, alone);
    assert.deepEqual([roomy.verdicts[1]!.outcome, roomy.complete], ['holds', true]);
    const tight = await explore(ir, { ...alone, memory: roomy.bytes - 1 });
    assert.deepEqual([tight.verdicts[1]!.outcome, tight.verdicts[2]!.outcome, tight.complete, tight.reason?.code], ['notDecided', 'holds', false, 'memory']);
    assert.equal(roomy.bytes - (await explore({ ...ir, properties: [] }, alone)).bytes, 2 * 4 * roomy.states);
  });
  it('stops when it is told to', async () => {
    const controller = new AbortController();
    const s = system({ components: [counter('n', 50, {}, 0), counter('m', 50, {}, 0), counter('k', 50, {}, 0)], actions: ['n', 'm', 'k'].map((c) => action(`up-${c}`, {}, [send(ref(c), 'up')])), properties: [property('P', { kind: 'alwaysEventually', expr: FALSE, fairness: [{ weak: 'env' }] })] });
    const ir = compose(s);
    const run = explore(ir, { signal: controller.signal, onProgress: () => {} });
    setTimeout(() => controller.abort(), 120);
    const r = await run;
    assert.deepEqual([r.reason?.code, r.verdicts[1]!.outcome], ['aborted', 'notDecided']);
  });
});
