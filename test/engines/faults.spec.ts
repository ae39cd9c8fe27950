/** An export that says something else than the model is noticed, whatever it is. */
import assert from 'node:assert/strict';
import { hotplugSketch } from '../../examples/hotplug-sketch.ts';
import { next, not, ref, taken, at, implies } from '../../checker/model/expression.ts';
import { send, type System } from '../../checker/model/system.ts';
import { action, lamp, property, system } from '../compile/tiny.ts';
import { assertEnginesAgree, exportsOf, type Texts } from './agreement.ts';

const sketch: System = hotplugSketch(2, true);

/** Violates one property of each kind that the engines are asked for. */
const lamps: System = system({
  components: [lamp('left'), lamp('right')],
  actions: [
    action('light', { dark: at('left', [], 'off') }, [send(ref('left'), 'press')]),
    action('follow', { lit: at('left', [], 'on'), dark: at('right', [], 'off') }, [send(ref('right'), 'press')]),
  ],
  properties: [
    property('RightStaysDark', { kind: 'always', expr: at('right', [], 'off') }),
    property('FollowLeavesDark', { kind: 'step', expr: implies(taken('env.follow'), next(at('right', [], 'off'))) }),
    property('RightLights', { kind: 'sometimes', expr: at('right', [], 'on') }),
    property('NoDeadState', { kind: 'dead', unless: not(at('left', [], 'on')) }),
  ],
});

/** Replace what must be there, once, in one of the exports. */
const altered =
  (which: 'promela' | 'murphi', from: string | RegExp, to: string): Texts =>
  (ir) => {
    const texts = exportsOf(ir);
    const text = texts[which].replace(from, to);
    assert.notEqual(text, texts[which], `the export has no ${from}`);
    return { ...texts, [which]: text };
  };

const FAULTS: readonly (readonly [fault: string, of: System, texts: Texts, says: RegExp])[] = [
  ['a guard is dropped', sketch, altered('promela', /(:: d_step \{ [^-]*?) && acpi_1_removing == acpi_removing_yes/, '$1'), /SPIN/],
  ['a guard is dropped', sketch, altered('murphi', / & acpi_1_removing = acpi_removing_yes/, ''), /Rumur differs/],
  ['an action is dropped', sketch, altered('promela', /:: d_step \{ [^-]*->(?=\s+printf\("step guest\[1\]\.offline)/, ':: d_step { false ->'), /SPIN differs/],
  ['an effect is dropped', sketch, altered('murphi', /(rule "guest.1..offline"[^]*?)^ {2}cpu_1_power := cpu_power_off;\n/m, '$1'), /Rumur differs/],
  ['an effect is another', sketch, altered('promela', 'cpu_1_power = cpu_power_off', 'cpu_1_power = cpu_power_on'), /SPIN differs/],
  ['the initial state is another', sketch, altered('murphi', 'cpu_1_power := cpu_power_off', 'cpu_1_power := cpu_power_on'), /Rumur differs/],
  ['an action goes by the name of another', lamps, altered('promela', 'step env.follow', 'step env.light'), /SPIN/],
  ['an invariant is weaker', lamps, altered('promela', /asked\(RightStaysDark\) && .*? ->/, 'asked(RightStaysDark) && false ->'), /SPIN differs/],
  ['a step property is weaker', lamps, altered('promela', /asked\(FollowLeavesDark\) && .*? ->/, 'asked(FollowLeavesDark) && false ->'), /SPIN differs/],
  ['a dead state is none', lamps, altered('promela', 'timeout && asked(NoDeadState)', 'timeout && false'), /SPIN differs/],
  ['another state is the witness', lamps, altered('promela', /asked\(RightLights\) && .*? ->/, 'asked(RightLights) && true ->'), /SPIN/],
  ['an invariant is stronger', lamps, altered('murphi', /cover "RightStaysDark" .*;/, 'cover "RightStaysDark" true;'), /Rumur differs/],
];

describe('the comparison with the engines', function () {
  this.timeout(0);

  it('accepts what both systems export', async () => {
    await assertEnginesAgree(sketch);
    const { depths, none } = await assertEnginesAgree(lamps);
    assert.deepEqual({ depths, none }, { depths: { FollowLeavesDark: 2, NoDeadState: 2, RightLights: 2, RightStaysDark: 2 }, none: [] });
  });
  for (const [fault, of, texts, says] of FAULTS)
    it(`notices that ${fault} (${says.source.split(' ')[0]!})`, async () => {
      await assert.rejects(assertEnginesAgree(of, { texts }), { name: 'AssertionError', message: says });
    });
});
