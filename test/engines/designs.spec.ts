/** Designs at their smallest configuration through our engine, SPIN and Rumur: equal counts, verdicts and depths. */
import assert from 'node:assert/strict';
import { findDesign } from '../../checker/cli/input/designs.ts';
import { assertEnginesAgree } from './agreement.ts';
import { getOptions } from './options.ts';
import { loadRecord, recordOf, writeRecord } from './record.ts';
import { smallest } from './smallest.ts';
import { versions } from './tools.ts';

const { designs, record } = getOptions();

describe('designs and the engines', function () {
  this.timeout(0);

  for (const name of designs)
    it(name, async () => {
      const { design } = await findDesign(name);
      const configuration = smallest(design);
      const account = await assertEnginesAgree(configuration.system(), { optimise: '-O1' });
      const now = recordOf(name, configuration.id, await versions(), account);
      if (record) return writeRecord(now);
      const then = loadRecord(name);
      const renew = `npm run test:engines -- --record ${name}`;
      if (!then) assert.fail(`the three agree, but reports/engines has no record of ${name}; write it with: ${renew}`);
      // Other versions of the engines must say the same.
      assert.deepEqual(now, { ...then, engines: now.engines }, `the three agree, but not with reports/engines/${name}.json; if it should differ: ${renew}`);
    });
});
