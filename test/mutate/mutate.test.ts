import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compose } from '../../checker/compile/compose.ts';
import { explore } from '../../checker/explore/explore.ts';
import { at, forall, not, ref } from '../../checker/model/expression.ts';
import { send, type System } from '../../checker/model/system.ts';
import { OPERATORS } from '../../checker/mutate/mutant.ts';
import { killedByCorpus } from '../../checker/mutate/corpus.ts';
import { modelOf } from '../../checker/mutate/model.ts';
import { joined } from '../../checker/mutate/parts.ts';
import { mutantsOf, runMutants, sampled, shardOf } from '../../checker/mutate/run.ts';
import { summaryOf, type MutationRecord } from '../../checker/record/mutation.ts';
import { cli } from '../cli/in-process.ts';
import { golden } from '../golden.ts';
import { sameGraph } from './same-graph.ts';
import { configuration, counters, worker } from './worker.ts';

const options = { memory: 2 ** 26, visible: 2 ** 26, signal: new AbortController().signal };
const WORKER = path.relative(process.cwd(), fileURLToPath(new URL('worker.ts', import.meta.url)));
const all = mutantsOf([configuration]);
const composedAs = (id: string) => {
  const { change } = all.find((x) => x.mutant.id === id)!.mutant;
  return change.of === 'ir' ? change.apply(compose(worker)) : compose(change.apply(worker));
};

describe('mutants of a small system', () => {
  it('have every operator but the one for messages, each id once', () => {
    const ids = all.map((x) => x.mutant.id);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual([...new Set(all.map((x) => x.mutant.operator))].sort(), OPERATORS.filter((o) => o !== 'drop-field').sort());
  });
  it('end as they should', async () => {
    const fates = await runMutants(all, [configuration], options);
    golden(import.meta.url, 'fates.txt', fates.map((m) => `${m.id}: ${m.fate}${m.by ? ` ${m.by.join()}` : ''}\n`).join(''));
    const fate = (id: string) => fates.find((m) => m.id === id)!.fate;
    // Each of two conjuncts that say the same can go; what the environment may do at any time is not seen; what the lamp shows is.
    assert.deepEqual(
      ['drop-conjunct worker.begin idle', 'drop-conjunct worker.begin notBusy', 'drop-conjunct env.switch flagged', 'flip-initial lamp', 'drop-conjunct worker.end busy', 'split-step worker.begin', 'merge-steps worker.begin worker.end'].map(fate),
      ['equivalent', 'equivalent', 'invisible', 'survivor', 'refused', 'killed', 'killed'],
    );
  });
  it('merged steps are one step', async () => {
    const whole: System = { ...worker, actions: worker.actions.map((a) => (a.event === 'begin' ? { ...a, effects: [] } : a)) };
    assert.equal(await sameGraph(composedAs('merge-steps worker.begin worker.end'), compose(whole), 2 ** 26), true);
  });
  it('swapped steps do each other\'s work', async () => {
    const effects = (a: 'begin' | 'end') => [send(ref('worker'), a), send(ref('flag'), a === 'begin' ? 'clear' : 'set')];
    const swapped: System = { ...worker, actions: worker.actions.map((a) => (a.component === 'worker' ? { ...a, effects: effects(a.event as 'begin' | 'end') } : a)) };
    assert.equal(await sameGraph(composedAs('swap-steps worker.begin worker.end'), compose(swapped), 2 ** 26), true);
  });
  it('split steps let others move between the halves', async () => {
    const { states } = await explore(composedAs('split-step worker.begin'));
    // Idle, between, busy; with the lamp off or on.
    assert.equal(states, 6);
  });
});

describe('same graph', () => {
  const same = (s: System) => sameGraph(compose(worker), compose(s), 2 ** 26);
  it('of a system with itself', async () => assert.equal(await same(worker), true));
  it('not with another guard, effect or start', async () => {
    const changed = (event: string, change: object): System => ({ ...worker, actions: worker.actions.map((a) => (a.event === event ? { ...a, ...change } : a)) });
    assert.equal(await same(changed('switch', { when: {} })), false);
    assert.equal(await same(changed('switch', { when: { flagged: not(at('flag', [], 'yes')) } })), false);
    assert.equal(await same(changed('switch', { effects: [] })), false);
    assert.equal(await same({ ...worker, initial: { lamp: 'on' } }), false);
  });
  it('without memory nobody knows', async () => assert.equal(await sameGraph(compose(worker), compose(worker), 1), undefined));
});

describe('samples', () => {
  const ids = (seed: string, n: number) => sampled(all, seed, n).map((x) => x.mutant.id);
  it('are the same for a seed, others for another', () => {
    assert.deepEqual(ids('a', 5), ids('a', 5));
    assert.notDeepEqual(ids('a', 5), ids('b', 5));
    assert.deepEqual(ids('a', 5), ids('a', 9).slice(0, 5));
  });
});

describe('parts', () => {
  const fates = async (chosen: typeof all) => (await runMutants(chosen, [configuration], options)).map((m) => `${m.id} ${m.fate}`);
  it('of a list are all of it, and end as the whole does', async () => {
    const shards = [1, 2, 3].map((index) => shardOf(all, { index, of: 3 }));
    assert.deepEqual(new Set(shards.flat()), new Set(all));
    assert.deepEqual((await Promise.all(shards.map(fates))).flat().sort(), (await fates(all)).sort());
  });
  const record: MutationRecord = { format: 'vcpuhp-mutation', version: 1, design: 'd', model: 'm', all: 3, kinds: {}, parts: ['1 of 2'], mutants: [{ id: 'b', fate: 'undecided' }, { id: 'a', fate: 'killed', by: ['P'] }], properties: ['P'], corpus: [] };
  it('are put together; what only one has decided counts', () => {
    const other: MutationRecord = { ...record, parts: ['2 of 2'], mutants: [{ id: 'b', fate: 'equivalent' }, { id: 'c', fate: 'survivor' }] };
    assert.deepEqual([joined(record, other).mutants.map((m) => `${m.id} ${m.fate}`), joined(record, other).parts], [['a killed', 'b equivalent', 'c survivor'], ['1 of 2', '2 of 2']]);
    assert.deepEqual(joined(other, record).mutants, joined(record, other).mutants);
  });
  it('that disagree are refused', () => {
    assert.throws(() => joined(record, { ...record, mutants: [{ id: 'a', fate: 'survivor' }] }), { code: 'E_PARTS_DISAGREE' });
  });
  it('the model is another one with another guard or property', () => {
    const model = (system: System) => modelOf([{ ...configuration, system: () => system }]);
    assert.equal(model(worker), model({ ...worker }));
    assert.notEqual(model(worker), model({ ...worker, properties: worker.properties.slice(1) }));
    assert.notEqual(model(worker), model({ ...worker, actions: worker.actions.map((a) => (a.event === 'switch' ? { ...a, when: {} } : a)) }));
  });
});

describe('a state in which nothing can happen', () => {
  it('is none where the mutant can do something that changes nothing', async () => {
    const never = not(at('lamp', [], 'on', 'off'));
    const rest = { ...worker.actions[0]!, component: 'env', event: 'rest', process: 'env', when: { never }, effects: [] };
    const once = { ...worker.actions[0]!, component: 'env', event: 'once', process: 'env', when: { off: at('lamp', [], 'off') }, effects: [send(ref('lamp'), 'toggle')] };
    const system: System = { ...worker, actions: [once, rest], properties: [{ id: 'NoDeadState', kind: 'dead', text: '', source: '' }] };
    const c = { ...configuration, system: () => system };
    const fates = await runMutants(mutantsOf([c]), [c], options);
    assert.deepEqual(['drop-conjunct env.rest never', 'drop-conjunct env.once off'].map((id) => fates.find((m) => m.id === id)).map((m) => [m?.fate, m?.by]), [['killed', ['NoDeadState']], ['killed', ['NoDeadState']]]);
  });
});

describe('a violation', () => {
  it('that is mended is noticed, though other parts of the property are as they were', async () => {
    const { components, actions } = counters;
    const system: System = {
      ...counters,
      sorts: { counter: 3 },
      actions: [{ ...actions[0]!, index: [], params: [], process: 'env', when: { low: at('c', [1], 'n0') }, effects: [send(ref('c', [1]), 'up')] }],
      components,
      properties: [{ id: 'NeverOne', kind: 'always', text: '', source: '', expr: forall('k', 'counter', not(at('c', ['k'], 'n1'))) }],
    };
    const c = { ...configuration, system: () => system };
    const fates = await runMutants(mutantsOf([c]).filter((x) => x.mutant.operator === 'drop-event'), [c], options);
    assert.deepEqual(fates.map((m) => [m.fate, m.by]), [['killed', ['NeverOne']]]);
  });
});

describe('a limit', () => {
  it('leaves undecided what takes longer', async () => {
    const slow = { ...configuration, system: () => counters };
    const some = mutantsOf([slow]).filter((x) => x.mutant.id === 'drop-conjunct c.up low');
    assert.deepEqual((await runMutants(some, [slow], { ...options, memory: 2 ** 30, limit: 0.05 })).map((m) => m.fate), ['undecided']);
  });
});

describe('a summary', () => {
  const record: MutationRecord = {
    format: 'vcpuhp-mutation', version: 1, design: 'd', model: 'm', all: 5, kinds: {}, parts: ['all'],
    mutants: [{ id: 'drop-conjunct a b', fate: 'killed', by: ['P'] }, { id: 'drop-event a c', fate: 'survivor' }, { id: 'drop-event a d', fate: 'invisible' }, { id: 'x', fate: 'refused' }, { id: 'y', fate: 'equivalent' }],
    properties: ['P', 'Q', 'R'], corpus: ['Q'],
  };
  it('scores killed against what changes anything', () => assert.equal(summaryOf(record, {}).score, 33.3));
  it('wants a reason for each survivor, not for what is invisible', () => {
    assert.deepEqual(summaryOf(record, {}).unexplained, ['drop-event a c']);
    assert.deepEqual(summaryOf(record, { 'drop-event a *': 'because' }).unexplained, []);
  });
  it('a reason for nothing that survives is stale, of a sample only if all that it means were judged', () => {
    assert.deepEqual(summaryOf(record, { 'drop-event *': 'because', 'drop-conjunct *': 'stale', gone: 'stale' }).stale, ['drop-conjunct *', 'gone']);
    const of = (...more: string[]) => summaryOf({ ...record, all: 9 }, { 'drop-conjunct *': 'stale', gone: 'elsewhere' }, [...record.mutants.map((m) => m.id), ...more]).stale;
    assert.deepEqual([of(), of('drop-conjunct a e'), of('drop-event a e')], [['drop-conjunct *'], [], ['drop-conjunct *']]);
  });
  it('names the properties that kill nothing, no mutant and no entry of the corpus', () => {
    const useless = (r: MutationRecord) => summaryOf(r, {}).useless;
    assert.deepEqual(useless(record), ['R']);
    assert.deepEqual(useless({ ...record, corpus: [] }), ['Q', 'R']);
    assert.deepEqual(useless({ ...record, corpus: ['Q', 'R'] }), []);
    // What refuses a mutant is no property.
    assert.deepEqual(useless({ ...record, mutants: [{ id: 'x', fate: 'refused', by: ['P'] }] }), ['P', 'R']);
  });
  it('says of how many mutants that is worth telling', () => assert.deepEqual([5, 20, 21].map((n) => summaryOf({ ...record, all: n }, {}).telling), [true, true, false]));
  it('counts what an entry of the corpus violates and the design does not', () => {
    const entries = [{ violates: ['P', 'own'] }, { violates: ['S', 'gone'] }];
    assert.deepEqual(killedByCorpus({ violates: ['own'] }, entries, ['S', 'P', 'own', 'R']), ['P', 'S']);
  });
});

describe('mutate', () => {
  it('prints score, survivors and useless properties; exit 1 for a survivor without a reason', async () => {
    const { status, out } = await cli(['mutate', WORKER]);
    assert.equal(status, 1);
    golden(import.meta.url, 'mutate.txt', out);
  });
  it('a sample, as JSON, and the list', async () => {
    const { out } = await cli(['mutate', WORKER, '--sample', '3', '--seed', 'x', '--mutation', 'drop-event', '--json']);
    const record = JSON.parse(out) as MutationRecord;
    assert.deepEqual([record.mutants.length, record.all, record.kinds['drop-event'], record.parts], [3, all.length, 5, ['drop-event; a sample of 3, seed x (1024 MB a search)']]);
    assert.match((await cli(['mutate', WORKER, '--sample', '1', '--seed', 'x'])).out, /\n  \d of 3 properties kill neither one of these nor an entry of the corpus;/);
    assert.equal((await cli(['mutate', WORKER, '--list'])).out.split('\n').length, all.length + 1);
  });
  it('parts judged one after the other are the whole', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-'));
    const [one, two, whole] = ['one', 'two', 'whole'].map((n) => path.join(folder, n)) as [string, string, string];
    await cli(['mutate', WORKER, '--shard', '1/2', '--out', one]);
    await cli(['mutate', WORKER, '--add', one, '--out', two]);
    await cli(['mutate', WORKER, '--out', whole]);
    const read = (file: string) => JSON.parse(fs.readFileSync(file, 'utf8')) as MutationRecord;
    assert.equal(read(one).mutants.length, all.length / 2);
    assert.deepEqual(read(two).mutants, read(whole).mutants);
    const { out, status } = await cli(['mutate', WORKER, '--add', one, '--budget', '0']);
    assert.match(out, /^worker: 14 of 28 mutants\n/);
    assert.match(out, /properties that kill nothing so far, .*\n    LampIsAlwaysSomething/);
    assert.equal(status, 1);
  });
  it('a reason for nothing that survives fails the run, but not one of a part of the configurations', async () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-')), 'reasons.json');
    fs.writeFileSync(file, JSON.stringify({ 'drop-transition lamp on toggle': 'it is one', 'flip-initial lamp': 'it is one', 'drop-event worker.begin flag': 'it is none' }));
    const run = async (...args: string[]) => cli(['mutate', WORKER, '--reasons', file, ...args]);
    const whole = await run();
    assert.equal(whole.status, 1);
    assert.match(whole.out, /reasons for nothing that survives\n    drop-event worker\.begin flag\n/);
    assert.equal((await run('--config', 'one')).status, 0);
  });
  it('bad input is refused by code', async () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-')), 'part.json');
    await cli(['mutate', WORKER, '--sample', '2', '--out', file]);
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/"model": "\w+"/, '"model": "other"'));
    for (const [args, code] of [[['--add', file], 'E_OTHER_MODEL'], [['--shard', '3/2'], 'E_OPTION_VALUE'], [['--mutation', 'drop-everything'], 'E_OPTION_VALUE'], [['--sample', '0'], 'E_OPTION_VALUE'], [['--reasons', 'no-such-file'], 'E_NO_FILE']] as const) {
      const { status, err } = await cli(['mutate', WORKER, ...args]);
      assert.equal(status, 2);
      assert.match(err, new RegExp(`^error ${code}: `));
    }
  });
});
