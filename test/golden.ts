/** Compares text with a file kept beside the test; UPDATE_GOLDEN=1 writes the file instead. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** `golden(import.meta.url, 'run.txt', text)`: the file is golden/run.txt beside the test. */
export const golden = (testUrl: string, name: string, actual: string): void => {
  const file = path.join(path.dirname(fileURLToPath(testUrl)), 'golden', name);
  if (process.env['UPDATE_GOLDEN']) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, actual);
    return;
  }
  assert.ok(fs.existsSync(file), `no golden file ${name}; write it with UPDATE_GOLDEN=1 npm test`);
  assert.equal(actual, fs.readFileSync(file, 'utf8'), `differs from golden/${name}; UPDATE_GOLDEN=1 npm test accepts it`);
};
