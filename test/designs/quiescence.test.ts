/** R12: a slot comes to rest in every phase of its life, and only with no procedure in flight. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { and, at, exists, not, or, ref, type Expr } from '../../checker/model/expression.ts';
import type { Property } from '../../checker/model/property.ts';
import { send, type Component } from '../../checker/model/system.ts';
import { addComponent, vary, withProperties } from '../../checker/model/variation.ts';
import { decide } from '../../checker/reduce/decide.ts';
import { occupied, ready } from '../../invariants/when.ts';
import { quiescentSlot } from '../../machines/conditions.ts';
import { parallel, region } from '../../machines/region.ts';
import { virt } from '../../machines/virt.ts';
import { BOOT_HOT } from './boot-hot.ts';

/** What has happened to each slot; it only listens. */
const history: Component = {
  name: 'history',
  doc: 'observer: how often the slot was plugged, and whether the machine was reset since the last plug or eject',
  source: 'none: a test',
  index: ['slot'],
  observer: true,
  machine: () =>
    parallel('history', {
      phase: region('initial', ['initial', 'plugged', 'unplugged', 'replugged', 'later'], {
        plug: { initial: 'plugged', unplugged: 'replugged', later: 'later' },
        eject: { initial: 'unplugged', plugged: 'unplugged', replugged: 'later', later: 'later' },
      }),
      reset: region('no', ['no', 'yes'], { reset: 'yes', plug: 'no', eject: 'no' }),
    }),
  file: import.meta.url,
  joins: [
    { action: 'main.plug', effects: [send(ref('history', ['i']), 'plug')] },
    { action: 'vcpu.eject', effects: [send(ref('history', ['i']), 'eject')] },
    { action: 'main.devices_reset', effects: [{ to: ref('history', ['s']), cases: [{ event: 'reset' }], each: { s: 'slot' } }] },
  ],
};

/** The hot-pluggable slot. */
const HOT = 1;
const atRest = quiescentSlot(HOT);
const was = (phase: string): Expr => at('history', [HOT], `phase.${phase}`);
const reset = at('history', [HOT], 'reset.yes');
const running = at('runstate', [], 'running');
const full = occupied(HOT);
const empty = not(full);
const someObject = (...states: string[]): Expr => exists('x', 'incarnation', at('object', [HOT, 'x'], ...states));

const MET: Readonly<Record<string, Expr>> = {
  'empty, before the first plug': and(ready, running, was('initial'), empty),
  'plugged while the machine does not run': and(not(running), was('plugged'), full),
  plugged: and(running, was('plugged'), full),
  'plugged and powered on': and(running, was('plugged'), full, exists('x', 'incarnation', at('psci', [HOT, 'x'], 'power.on'))),
  unplugged: and(running, was('unplugged'), empty),
  'unplugged, its object gone': and(running, was('unplugged'), empty, not(someObject('life.realized', 'life.unrealizing', 'life.created', 'life.realizing'))),
  're-plugged': and(running, was('replugged'), full),
  'empty after a reset': and(reset, was('initial'), empty),
  'plugged, then reset': and(reset, was('plugged'), full),
  'unplugged, then reset': and(reset, was('unplugged'), empty),
  're-plugged, then reset': and(reset, was('replugged'), full),
  're-plugged while the machine is stopped': and(not(running), was('replugged'), full),
  'with a removal request pending': and(running, full, at('removing', [HOT], 'yes')),
  'with an insert event pending': and(running, full, at('inserting', [HOT], 'yes')),
  'with the firmware mark set': and(running, full, at('fwRemove', [HOT], 'yes')),
};

const NEVER: Readonly<Record<string, Expr>> = {
  'while a device_add is under way': at('main', [], 'prePlug', 'realize', 'createThread', 'waitCreated', 'plug', 'draining'),
  'while the machine is reset': at('main', [], 'resetRequested', 'resetPausing', 'resetGap'),
  'before the machine is built': not(ready),
  'while it is ejected': or(someObject('life.unrealizing'), not(at('eject', [HOT, 0], 'none')), not(at('eject', [HOT, 1], 'none'))),
  'with work queued for its thread': exists('x', 'incarnation', not(at('psci', [HOT, 'x'], 'work.none'))),
};

describe('a slot is quiescent', () => {
  const ask = (asked: Readonly<Record<string, Expr>>): Property[] => Object.entries(asked).map(([text, expr]) => ({ id: text, text, source: 'R12', kind: 'sometimes', expr: and(atRest, expr) }));
  const outcomes = new Map<string, string>();

  before(async () => {
    const system = vary(virt('virt', { ...BOOT_HOT, reset: true, stop: true }, []), 'quiescence', addComponent(history), withProperties([...ask(MET), ...ask(NEVER)]));
    const found = await decide(compose(system), { coverage: false });
    assert.ok(found.complete, found.reason?.text);
    for (const v of found.verdicts) outcomes.set(v.id, v.outcome);
  });

  for (const text of Object.keys(MET)) it(text, () => assert.equal(outcomes.get(text), 'satisfied'));
  for (const text of Object.keys(NEVER)) it(`never ${text}`, () => assert.equal(outcomes.get(text), 'unreached'));
});
