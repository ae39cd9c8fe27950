import assert from 'node:assert/strict';
import { withoutUnusedHandles } from './unused-handles.ts';

const handle = (x: string): string => `  const struct handle ru_${x} __attribute__((unused)) = state_handle(s, 0ull, 5ull);`;
const body = (name: string, ...lines: string[]): string => [`static int ${name}(const struct state *s) {`, ...lines, '{', `}`, '  return 0;', '}'].join('\n');

describe("a verifier of Rumur's", () => {
  it('keeps the handles that their function names, and every other line', () => {
    const uses = (x: string): string => `  if (handle_read(s, ru_${x})) return 1;`;
    const given = ['#include <stdint.h>', body('guard0', handle('a'), handle('ab'), uses('ab')), body('guard1', handle('a'), handle('ab'), uses('a'))].join('\n');
    const wanted = ['#include <stdint.h>', body('guard0', handle('ab'), uses('ab')), body('guard1', handle('a'), uses('a'))].join('\n');
    assert.equal(withoutUnusedHandles(given), wanted);
  });
  it('is as it was where nothing is unused', () => {
    const c = body('rule', handle('x'), '  handle_write(s, ru_x);');
    assert.equal(withoutUnusedHandles(c), c);
  });
});
