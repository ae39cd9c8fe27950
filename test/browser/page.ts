/** A report opened in Debian's chromium, from a file, with no network at all. */
import { chromium, type Browser, type Page } from 'playwright-core';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { reporter } from '../../reports/run/html.ts';
import { RunRecord } from '../../checker/record/run-record.ts';
import { cli, CROSSING } from '../cli/in-process.ts';

const PLACES = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export const launch = async (): Promise<Browser> => {
  const executablePath = PLACES.find((p) => p !== undefined && fs.existsSync(p));
  if (!executablePath) throw new Error('no chromium: apt-get install chromium, or set CHROMIUM to the path of one');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
};

export interface Opened {
  readonly page: Page;
  /** Whatever went wrong in the page, and every request that it tried. */
  readonly complaints: string[];
  readonly requests: string[];
}

/** `url`: of the file, with a fragment. */
export const open = async (browser: Browser, url: string, width = 1280, colorScheme: 'light' | 'dark' = 'light'): Promise<Opened> => {
  const page = await browser.newPage({ viewport: { width, height: 1000 }, colorScheme });
  const [complaints, requests]: [string[], string[]] = [[], []];
  page.on('console', (m) => void (['error', 'warning'].includes(m.type()) && complaints.push(m.text())));
  page.on('pageerror', (e) => void complaints.push(e.message));
  page.on('dialog', (d) => void (complaints.push(`dialog ${d.message()}`), d.dismiss()));
  page.on('request', (r) => void requests.push(r.url()));
  await page.goto(url);
  await page.waitForSelector('html[data-ready]');
  return { page, complaints, requests };
};

/** Two designs, as a record with exhibits. */
export const record = async (): Promise<RunRecord> => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-'));
  const file = path.join(folder, 'run.json');
  const { status, err } = await cli(['check', CROSSING, 'examples/die-hard.ts', 'examples/ticket-lock.ts', '--jobs', '1', '--exhibits', '--record', file]);
  if (status !== 0) throw new Error(err);
  const found = RunRecord.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  fs.rmSync(folder, { recursive: true });
  return found;
};

/** Write the report of a record; gives its URL. */
export const written = async (r: RunRecord, folder: string, name: string): Promise<string> => {
  const file = path.join(folder, name);
  fs.writeFileSync(file, await reporter.write(r, { colour: false }));
  return pathToFileURL(file).href;
};
