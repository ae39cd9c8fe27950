import assert from 'node:assert/strict';
import { design as sketch } from '../../examples/hotplug-sketch.ts';
import type { Configuration } from '../../checker/model/design.ts';
import { ModelError } from '../../checker/model/model-error.ts';
import { at, TRUE } from '../../checker/model/expression.ts';
import type { System } from '../../checker/model/system.ts';
import { hotplugSketch } from '../../examples/hotplug-sketch.ts';
import { property } from '../compile/tiny.ts';
import { smallest } from './smallest.ts';

const configuration = (id: string, n: number, cold: number, more: Partial<Configuration> = {}): Configuration => ({
  id, title: id, tier: 'quick', labels: { slots: String(n), cold: String(cold) }, system: () => hotplugSketch(n, true), ...more,
});

const fail = (e: Error): never => {
  throw e;
};

const chosen = async (...configurations: Configuration[]): Promise<string> => (await smallest({ ...sketch, configurations })).id;

describe('the smallest configuration', () => {
  it('has the fewest slots, of those in which one can be plugged and which everybody enumerates', async () => {
    assert.equal(await chosen(configuration('large', 3, 1), configuration('full', 2, 2), configuration('nightly', 2, 1, { tier: 'nightly' }), configuration('small', 2, 1)), 'small');
    assert.equal(await chosen(configuration('large', 3, 1), configuration('full', 2, 2)), 'large');
  });
  it('has the fewest bits of those, and is the first of equals', async () => {
    const wide = configuration('wide', 2, 1, { system: () => hotplugSketch(3, true) });
    assert.equal(await chosen(wide, configuration('narrow', 2, 1), configuration('as narrow', 2, 1)), 'narrow');
  });
  it('is whatever there is', async () => assert.equal(await chosen(configuration('only', 2, 2, { tier: 'full' })), 'only'));

  describe('of an entry of the corpus', () => {
    const entry = { must: 'fail', breaks: [] } as const;
    const of = async (most: number, configurations: Configuration[], others: Configuration[], violates: string[] = []): Promise<string> => (await smallest({ ...sketch, entry, configurations, others, violates }, most)).id;
    /** With one slot to plug, and with two, in which more happens. */
    const [one, two] = [hotplugSketch(2, true), hotplugSketch(3, true)];
    const shows = (s: System): System => ({ ...s, properties: [property('GedStaysLow', { kind: 'always', expr: at('ged', [], 'low') })] });
    const own = configuration('own', 3, 1, { system: () => hotplugSketch(5, true) });

    it('has the fewest states of its own', async () => {
      assert.equal(await of(1e6, [configuration('large', 3, 1), configuration('small', 2, 1)], [configuration('tiny', 1, 0)]), 'small');
    });
    it('is another where those have too many: where most is violated, then most happens, then the fewest states', async () => {
      const [showing, more, as] = [configuration('showing', 2, 1, { system: () => shows(one) }), configuration('more', 2, 1, { system: () => two }), configuration('as much', 2, 1, { system: () => one })];
      const larger = configuration('larger', 4, 1);
      const kvm = configuration('kvm', 2, 1, { labels: { slots: '2', cold: '1', accel: 'kvm' } });
      assert.equal(await of(10_000, [own], [as, more, larger, showing, kvm], ['GedStaysLow']), 'showing');
      assert.equal(await of(10_000, [own], [as, more, larger, showing, kvm]), 'more');
      assert.equal(await of(10_000, [own], [configuration('wide', 2, 1, { system: () => two }), more]), 'wide');
      assert.equal(await of(10_000, [own], [larger, kvm, configuration('nightly', 2, 1, { tier: 'nightly' }), configuration('full', 2, 2)]), 'own');
    });
    it('is a larger one of its own where no other shows what it violates', async () => {
      const larger = configuration('larger', 3, 1, { system: () => shows(two) });
      const huge = configuration('huge', 4, 1, { system: () => shows(hotplugSketch(4, true)) });
      const silent = configuration('silent', 2, 1, { system: () => ({ ...one, properties: [property('GedStaysLow', { kind: 'always', expr: TRUE })] }) });
      assert.equal(await of(1_000, [larger], [silent], ['GedStaysLow']), 'larger');
      assert.equal(await of(1_000, [larger], [silent]), 'silent');
      assert.equal(await of(1_000, [huge], [silent], ['GedStaysLow']), 'silent');
    });
    it('is one of another tier where no other one of the quick tier does either, and each of its own is too large', async () => {
      const huge = configuration('huge', 4, 1, { system: () => shows(hotplugSketch(5, true)) });
      const silent = configuration('silent', 2, 1, { system: () => ({ ...one, properties: [property('GedStaysLow', { kind: 'always', expr: TRUE })] }) });
      const full = configuration('full', 3, 1, { tier: 'full', system: () => shows(two) });
      assert.equal(await of(1_000, [huge], [silent, full], ['GedStaysLow']), 'full');
      // What shows nothing either is no better for being larger.
      assert.equal(await of(1_000, [huge], [silent, configuration('as silent', 2, 1, { ...silent, id: 'as silent', tier: 'full' })], ['GedStaysLow']), 'silent');
    });
    it('is none that the change is not made for; any other error is one', async () => {
      const unmade = configuration('unmade', 2, 1, { system: () => fail(new ModelError('E_NO_TARGET', 'nothing to change', { fix: 'Name another' })) });
      assert.equal(await of(10_000, [own], [unmade]), 'own');
      const broken = configuration('broken', 2, 1, { system: () => fail(new TypeError('x is not a function')) });
      await assert.rejects(of(10_000, [own], [broken]), TypeError);
    });
  });
});
