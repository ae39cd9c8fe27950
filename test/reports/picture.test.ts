import { setup } from 'xstate';
import assert from 'node:assert/strict';
import { machinePicture } from '../../checker/cli/draw/machine-picture.ts';
import { Picture, type CompositionPicture, type StatesPicture } from '../../checker/record/picture.ts';
import { writer as dot } from '../../reports/picture/dot.ts';
import { writer as svg } from '../../reports/picture/svg.ts';
import { writer as mermaid } from '../../reports/picture/mermaid.ts';
import { golden } from '../golden.ts';

const machine = setup({}).createMachine({
  id: 'door',
  type: 'parallel',
  states: {
    leaf: { initial: 'shut', states: { shut: { on: { OPEN: 'open', KNOCK: 'shut' } }, open: { on: { SHUT: 'shut', LOCK: 'open' } } } },
    lock: {
      initial: 'free',
      states: { free: { on: { LOCK: 'fast', BREAK: 'broken' } }, fast: { on: { UNLOCK: 'free', BREAK: 'broken' } }, broken: { type: 'final' } },
    },
  },
});

const picture = machinePicture(
  { name: 'door', doc: 'A door with "a lock".', source: 'house.c:1', index: [], machine: () => machine, file: 'door.ts' },
  {},
);

const composition: CompositionPicture = {
  picture: 'composition',
  name: 'house',
  title: 'Two doors and a bell',
  components: [
    { name: 'door', index: ['room'], observer: false, doc: '' },
    { name: 'bell', index: [], observer: true, doc: '' },
  ],
  edges: [{ from: 'door', to: 'bell', process: 'guest', actions: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((x) => `door.${x}`) }],
};

const states: StatesPicture = {
  picture: 'states',
  name: 'house',
  title: 'Two doors',
  level: 'projection',
  on: ['door'],
  complete: true,
  nodes: [
    { label: 'door[0] shut', states: 3, initial: true, violates: [] },
    { label: 'door[0] open', states: 1200, initial: false, violates: ['DoorStaysShut'] },
  ],
  edges: [{ from: 0, to: 1, actions: ['door.OPEN'] }],
};

describe('pictures', () => {
  for (const [name, p] of Object.entries({ machine: picture, composition, states }))
    for (const w of [dot, mermaid, svg]) it(`${name} in ${w.name}`, async () => golden(import.meta.url, `${name}.${w.ending}`, await w.write(p)));
  it('a self-target of a leaf is a no-op and not drawn', () => assert.ok(!picture.edges.some((e) => e.events.includes('KNOCK'))));
  it('pictures are of the schema', () => [picture, composition, states].forEach((p) => Picture.parse(p)));
});
