/** Designs at their smallest configuration through our engine, SPIN and Rumur: equal counts, verdicts and depths. */
import assert from 'node:assert/strict';
import { findDesign } from '../../checker/cli/input/designs.ts';
import { assertEnginesAgree } from './agreement.ts';
import { getOptions } from './options.ts';
import { loadRecord, recordOf, writeRecord } from './record.ts';
import { smallest } from './smallest.ts';
import { versions } from './tools.ts';

const { designs, record, renew } = getOptions();

describe('designs and the engines', function () {
  this.timeout(0);

  for (const reference of designs)
    it(reference, async () => {
      const { design } = await findDesign(reference);
      const { name } = design;
      const then = loadRecord(name);
      // Choosing takes searches of its own, so it is done once.
      const known = record ? undefined : [...design.configurations, ...(design.others ?? [])].find((c) => c.id === then?.configuration);
      const configuration = known ?? (await smallest(design));
      const account = await assertEnginesAgree(configuration.system());
      const now = recordOf(name, configuration, await versions(), account);
      const old = then?.given !== now.given;
      if (record || (renew && old)) {
        writeRecord(now);
        process.stdout.write(`      wrote reports/engines/${name}.json\n`);
        return;
      }
      const write = `npm run test:engines -- --record ${reference}`;
      if (!then) assert.fail(`the three agree, but reports/engines has no record of ${name}; write it with: ${write}`);
      // Entries are many, so their records are renewed less often than the model changes.
      if (design.entry && old) {
        process.stdout.write(`      the record of ${name} is of an earlier model; renew it with: ${write}\n`);
        return;
      }
      // Other versions of the engines must say the same; so must what differs only in a comment.
      assert.deepEqual(now, { ...then, engines: now.engines, given: now.given }, `the three agree, but not with reports/engines/${name}.json; if it should differ: ${write}`);
    });
});
