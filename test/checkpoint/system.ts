/** A system of some hundred levels and thousand states, with a property of each kind that a checkpoint must carry on. */
import { and, eq, le, ne, not, ref, value } from '../../checker/model/expression.ts';
import { send, type System } from '../../checker/model/system.ts';
import { action, counter, property, system } from '../compile/tiny.ts';

const n = (i: number) => value('n', [i]);

/** `size` values a counter, three counters. */
export const counters = (size: number): System =>
  system({
    sorts: { slot: 3 },
    components: [counter('n', size, { index: ['slot'] }, 0)],
    actions: [action('up', { notLast: ne(value('n', ['i']), size - 1), notFirst: not(and(eq(n(0), 0), eq(n(1), 3))) }, [send(ref('n', ['i']), 'up')], { params: [{ name: 'i', sort: 'slot' }], index: ['i'], process: 'p' })],
    properties: [
      property('Low', { kind: 'always', expr: le(n(0), size >> 1) }),
      property('Small', { kind: 'always', expr: le(n(0), size - 1) }),
      property('Last', { kind: 'sometimes', expr: eq(n(2), size - 1) }),
      property('Never', { kind: 'sometimes', expr: eq(n(2), size) }),
      property('Dead', { kind: 'dead' }),
      property('Stuck', { kind: 'stuck', process: 'p', inside: eq(n(0), 0) }),
    ],
  });

/** Size of the system that is searched by processes which are killed. */
export const KILLED = 40;
