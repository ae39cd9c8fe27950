/** The pictures of the documentation are taken from a real report; UPDATE_SCREENSHOTS=1 keeps them in docs/screenshots. */
import type { Browser, Page } from 'playwright-core';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { RunRecord } from '../../checker/record/run-record.ts';
import { PROJECT } from '../../checker/cli/input/designs.ts';
import { cli } from '../cli/in-process.ts';
import { launch, open, written } from './page.ts';

const KEPT = path.join(PROJECT, 'docs/screenshots');
const TRACE = '#/trace/rfc-v5/EjectOnlyOfPoweredOffCpu/12';

interface Shot {
  readonly name: string;
  readonly hash: string;
  readonly width: number;
  readonly scheme: 'light' | 'dark';
  readonly before?: (page: Page) => Promise<void>;
}

const SHOTS: readonly Shot[] = [
  { name: 'trace', hash: TRACE, width: 1280, scheme: 'light' },
  { name: 'trace-narrow', hash: TRACE, width: 400, scheme: 'dark' },
  { name: 'verdicts', hash: '#design-rfc-v5', width: 1280, scheme: 'light', before: (page) => page.locator('#design-rfc-v5').evaluate((e) => e.scrollIntoView()) },
  {
    name: 'statechart',
    hash: '',
    width: 1280,
    scheme: 'light',
    before: async (page) => {
      const summary = page.locator('#design-rfc-v5 summary', { hasText: /^acpi:/ });
      await summary.click();
      await summary.evaluate((e) => e.scrollIntoView());
    },
  },
];

describe('screenshots of the documentation', () => {
  let browser: Browser;
  let folder: string;
  let url: string;
  before(async () => {
    browser = await launch();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-'));
    const file = path.join(folder, 'run.json');
    const { status, err } = await cli(['check', 'rfc-v5', '--config', 'boot+cold-documented', '--jobs', '1', '--exhibits', '--record', file]);
    assert.equal(status, 0, err);
    url = await written(RunRecord.parse(JSON.parse(fs.readFileSync(file, 'utf8'))), folder, 'report.html');
  });
  after(async () => {
    await browser.close();
    fs.rmSync(folder, { recursive: true });
  });
  for (const { name, hash, width, scheme, before: prepare } of SHOTS)
    it(name, async () => {
      const { page, complaints } = await open(browser, `${url}${hash}`, width, scheme);
      await prepare?.(page);
      const picture = await page.screenshot();
      await page.close();
      assert.deepEqual(complaints, []);
      assert.ok(picture.length > 10_000, 'there is nothing on it');
      if (process.env['UPDATE_SCREENSHOTS']) {
        fs.mkdirSync(KEPT, { recursive: true });
        fs.writeFileSync(path.join(KEPT, `${name}.png`), picture);
      }
      assert.ok(fs.existsSync(path.join(KEPT, `${name}.png`)), 'UPDATE_SCREENSHOTS=1 npm run test:browser keeps it');
    });
});
