/** Observer (R13): has the VM come to another QEMU? It only listens. */
import { ref } from '../../checker/model/expression.ts';
import { send, type Component } from '../../checker/model/system.ts';
import { flat, region } from '../region.ts';

export const migrated: Component = {
  name: 'migrated',
  doc: 'observer: the VM has been loaded by a destination',
  source: 'none',
  index: [],
  observer: true,
  machine: () => flat('migrated', region('no', ['no', 'yes'], { complete: 'yes' })),
  file: import.meta.url,
  joins: [{ action: 'migration.complete', effects: [send(ref('migrated'), 'complete')] }],
};
