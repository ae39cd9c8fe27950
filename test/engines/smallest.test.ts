import assert from 'node:assert/strict';
import { design as sketch } from '../../examples/hotplug-sketch.ts';
import type { Configuration } from '../../checker/model/design.ts';
import { hotplugSketch } from '../../examples/hotplug-sketch.ts';
import { smallest } from './smallest.ts';

const configuration = (id: string, n: number, cold: number, more: Partial<Configuration> = {}): Configuration => ({
  id, title: id, tier: 'quick', labels: { slots: String(n), cold: String(cold) }, system: () => hotplugSketch(n, true), ...more,
});

const chosen = (...configurations: Configuration[]): string => smallest({ ...sketch, configurations }).id;

describe('the smallest configuration', () => {
  it('has the fewest slots, of those in which one can be plugged and which everybody enumerates', () => {
    assert.equal(chosen(configuration('large', 3, 1), configuration('full', 2, 2), configuration('nightly', 2, 1, { tier: 'nightly' }), configuration('small', 2, 1)), 'small');
    assert.equal(chosen(configuration('large', 3, 1), configuration('full', 2, 2)), 'large');
  });
  it('has the fewest bits of those, and is the first of equals', () => {
    const wide = configuration('wide', 2, 1, { system: () => hotplugSketch(3, true) });
    assert.equal(chosen(wide, configuration('narrow', 2, 1), configuration('as narrow', 2, 1)), 'narrow');
  });
  it('is whatever there is', () => assert.equal(chosen(configuration('only', 2, 2, { tier: 'full' })), 'only'));
});
