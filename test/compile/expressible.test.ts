/** A system is held to the properties that it can express; none is lost to a name that is nowhere. */
import assert from 'node:assert/strict';
import { at, eq, exists, taken, value } from '../../checker/model/expression.ts';
import { expressible } from '../../checker/model/expressible.ts';
import type { Property } from '../../checker/model/property.ts';
import { projectDesigns } from '../../checker/cli/input/designs.ts';
import { properties } from '../../invariants/index.ts';
import { virt } from '../../machines/virt.ts';
import { BOOT_HOT } from '../designs/boot-hot.ts';

const always = (id: string, expr: Extract<Property, { kind: 'always' }>['expr']): Property => ({ id, text: '', source: '', kind: 'always', expr });
const step = (id: string, expr: Extract<Property, { kind: 'step' }>['expr']): Property => ({ id, text: '', source: '', kind: 'step', expr });
const stuck = (id: string, inside: Extract<Property, { kind: 'stuck' }>['inside']): Property => ({ id, text: '', source: '', kind: 'stuck', process: 'main', inside });

describe('expressible', () => {
  const system = virt('virt', BOOT_HOT, []);
  const kept = (...ps: Property[]): string[] => expressible(system, ps).map((p) => p.id);

  it('by component', () => assert.deepEqual(kept(always('Here', at('slot', [0], 'cpu.null')), always('Gone', at('ged', [], 'sel.cpu'))), ['Here']));
  it('by state, at any depth of the expression', () =>
    assert.deepEqual(kept(always('Here', exists('i', 'slot', at('slot', ['i'], 'cpu'))), always('Gone', exists('i', 'slot', at('slot', ['i'], 'cpu.null', 'cpu.lost')))), ['Here']));
  it('a state path with a variable stands for all of its values', () =>
    assert.deepEqual(
      kept(always('Here', exists('x', 'incarnation', at('slot', [0], 'cpu.o{x}'))), always('Gone', exists('x', 'incarnation', at('slot', [0], 'cpu.p{x}'))), always('Prefix', exists('x', 'incarnation', at('slot', [0], 'cp{x}')))),
      ['Here', 'Prefix'],
    ));
  it('by region', () => assert.deepEqual(kept(always('Here', eq(value('bootInfo', [], 'cpus'), 0)), always('Gone', eq(value('bootInfo', [], 'others'), 0))), ['Here']));
  it('by action', () => assert.deepEqual(kept(step('Here', taken('main.plug')), step('Gone', taken('main.system_reset'))), ['Here']));
  it('in every part of a property', () => assert.deepEqual(kept(stuck('Here', at('main', [], 'idle')), stuck('Gone', at('main', [], 'resting'))), ['Here']));

  it('every property of the project is expressed in some configuration of the quick tier', async () => {
    const expressed = new Set<string>();
    for (const { design } of await projectDesigns())
      for (const c of design.configurations.filter((x) => x.tier === 'quick')) for (const p of c.system().properties) expressed.add(p.id);
    assert.deepEqual(properties.map((p) => p.id).filter((id) => !expressed.has(id)), []);
  });
});
