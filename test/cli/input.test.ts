import assert from 'node:assert/strict';
import { gather, memorySize, oneOf, wholeNumber } from '../../checker/cli/input/option-values.ts';
import { progressLine } from '../../checker/cli/run/progress-line.ts';
import { takesColour } from '../../checker/cli/terminal/process-terminal.ts';
import { columns } from '../../checker/record/columns.ts';

describe('option values', () => {
  it('memory sizes', () => {
    assert.deepEqual(['2G', '512M', '1.5g', '2048K', '1048576', '1GiB'].map(memorySize), [2 ** 31, 2 ** 29, 1.5 * 2 ** 30, 2 ** 21, 2 ** 20, 2 ** 30]);
    for (const bad of ['', 'G', '-1G', '1T', '1e9', '0', '1 G', '1000K']) assert.throws(() => memorySize(bad), /E_OPTION_VALUE/, bad);
  });
  it('repeated and comma-separated values are one list', () => {
    assert.deepEqual(gather('x')('c', gather('x')('a, b', undefined)), ['a', 'b', 'c']);
    assert.throws(() => gather('x')('a,,b', undefined), /E_OPTION_VALUE/);
  });
  it('whole numbers in a range', () => {
    assert.equal(wholeNumber('n', 1, 9)('9'), 9);
    for (const bad of ['0', '10', '1.5', '-1', 'x', '', '1e1', ' 1']) assert.throws(() => wholeNumber('n', 1, 9)(bad), /E_OPTION_VALUE/, bad);
  });
  it('closed lists', () => {
    assert.equal(oneOf('x', ['a', 'b'])('a'), 'a');
    assert.throws(() => oneOf('x', ['alpha', 'beta'])('alpa'), /Did you mean alpha\?/);
    // What every object has is no value of the list.
    assert.throws(() => oneOf('x', ['a'])('constructor'), /E_OPTION_VALUE/);
  });
});

describe('the terminal', () => {
  it('takes colour where it should', () => {
    assert.equal(takesColour(true, {}), true);
    assert.equal(takesColour(false, {}), false);
    assert.equal(takesColour(true, { NO_COLOR: '1' }), false);
    assert.equal(takesColour(true, { NO_COLOR: '' }), true);
    assert.equal(takesColour(true, { TERM: 'dumb' }), false);
    assert.equal(takesColour(false, { FORCE_COLOR: '1' }), true);
    assert.equal(takesColour(false, { FORCE_COLOR: '1', NO_COLOR: '1' }), false);
  });
  it('says how far the searches are', () =>
    assert.equal(
      progressLine(
        [
          { name: 'a', states: 1234567, frontier: 12345, depth: 14, bytes: 83886080, elapsedMs: 500 },
          { name: 'b', states: 7, frontier: 1, depth: 0, bytes: 1, elapsedMs: 0 },
        ],
        2,
        8,
      ),
      '2 of 8  a: 1.2 M states, 2.5 M/s, frontier 12.3 k, depth 14, 80 MB | b: 7 states, frontier 1, depth 0, 1 MB',
    ));
  it('columns are as wide as their widest cell; paint does not shift them', () =>
    assert.equal(columns(['a', '>n'], [['x', '10'], ['long', '$&']], (_r, c, cell) => (c === 1 ? `<${cell}>` : cell)), '  a      n\n  x     <10>\n  long  <$&>\n'));
});
