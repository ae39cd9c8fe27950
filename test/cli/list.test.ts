import assert from 'node:assert/strict';
import { LISTS, type ListName } from '../../checker/record/list.ts';
import { golden } from '../golden.ts';
import { cli, CROSSING, FAULTY } from './in-process.ts';

describe('list', () => {
  for (const what of Object.keys(LISTS) as ListName[]) {
    it(`${what} as text`, async () => {
      const { status, out } = await cli(['list', what, CROSSING]);
      assert.equal(status, 0);
      golden(import.meta.url, `list-${what}.txt`, out);
    });
    it(`${what} as JSON of the schema`, async () => {
      const { out } = await cli(['list', what, CROSSING, FAULTY, '--json']);
      assert.ok(LISTS[what].parse(JSON.parse(out)).items.length > 0);
    });
  }
  it('an item of two designs stands once, with both', async () => {
    const { out } = await cli(['list', 'properties', CROSSING, CROSSING, '--json']);
    const { items } = LISTS.properties.parse(JSON.parse(out));
    assert.deepEqual(items.map((p) => p.designs), items.map(() => ['crossing']));
  });
});
