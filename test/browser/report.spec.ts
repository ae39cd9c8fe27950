/** The report in a real browser. */
import type { Browser } from 'playwright-core';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunRecord } from '../../checker/record/run-record.ts';
import { launch, open, record, written, type Opened } from './page.ts';

const AXE = fs.readFileSync(fileURLToPath(import.meta.resolve('axe-core')), 'utf8');

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly target: unknown; readonly failureSummary?: string }[] }[];
}

/** Everything that axe finds: names, roles, contrast, focus, landmarks. */
const axe = async ({ page }: Opened): Promise<string[]> => {
  // The page's own policy forbids other scripts, so axe comes through the debugger, in a world of its own.
  const session = await page.context().newCDPSession(page);
  const { frameTree } = (await session.send('Page.getFrameTree')) as { frameTree: { frame: { id: string } } };
  const { executionContextId } = (await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id })) as { executionContextId: number };
  await session.send('Runtime.evaluate', { expression: `${AXE};0`, contextId: executionContextId });
  const { result } = (await session.send('Runtime.evaluate', { expression: 'axe.run(document).then((r) => JSON.stringify({ violations: r.violations }))', awaitPromise: true, returnByValue: true, contextId: executionContextId })) as { result: { value: string } };
  return (JSON.parse(result.value) as AxeResult).violations.flatMap((v) => v.nodes.map((n) => `${v.id} ${JSON.stringify(n.target)} ${n.failureSummary ?? ''}`));
};

describe('the report in a browser', () => {
  let browser: Browser;
  let folder: string;
  let found: RunRecord;
  let url: string;
  let here: Opened | undefined;
  const at = async (hash = '', width?: number, scheme?: 'light' | 'dark'): Promise<Opened> => (here = await open(browser, `${url}${hash}`, width, scheme));
  before(async () => {
    browser = await launch();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-'));
    found = await record();
    url = await written(found, folder, 'report.html');
  });
  afterEach(async () => {
    await here?.page.close();
    here = undefined;
  });
  after(async () => {
    await browser.close();
    fs.rmSync(folder, { recursive: true });
  });

  it('opens from a file, without a complaint and without a request', async () => {
    const { complaints, requests, page } = await at();
    await page.waitForTimeout(200);
    assert.deepEqual(complaints, []);
    assert.deepEqual(requests.filter((r) => !r.startsWith('file:')), []);
    assert.equal(requests.length, 1);
  });

  it('walks a counterexample: buttons, arrows, what changed, what could happen', async () => {
    const { page } = await at('#/trace/die-hard/BigNeverHoldsFour');
    const where = page.locator('#walk output');
    assert.match(await where.innerText(), /^Initial state, before 6 steps/);
    assert.equal(await page.locator('.enabled li').count(), 6);
    assert.match(await page.locator('.enabled strong').innerText(), /FillBig/);
    await page.getByRole('button', { name: 'Step on' }).click();
    assert.match(await where.innerText(), /^Step 1 of 6: hero.FillBig/);
    assert.deepEqual(await page.locator('#walk .changes li').allInnerTexts(), ['big: 0 -> 5']);
    assert.equal(await page.locator('.sequence .step.current').getAttribute('data-step'), '1');
    assert.deepEqual(await page.locator('td.changed.now').allInnerTexts(), ['5']);
    await page.locator('#walk').focus();
    for (const [key, step] of [['ArrowRight', 2], ['End', 6], ['ArrowRight', 6], ['ArrowLeft', 5], ['Home', 0]] as const) {
      await page.keyboard.press(key);
      assert.match(await where.innerText(), step ? new RegExp(`^Step ${step} of 6`) : /^Initial/, key);
    }
    assert.ok(page.url().endsWith('#/trace/die-hard/BigNeverHoldsFour/0'));
  });

  it('says why other actions are not enabled, and which part of the property decides', async () => {
    const shown = found.designs[0]!.exhibits!.explanations.find((e) => e.property === 'OneGreen')!;
    const { page } = await at(`#/trace/crossing/OneGreen/${shown.states.length - 1}`);
    assert.ok((await page.locator('.claim .decides').count()) > 0);
    const rows = page.getByRole('region', { name: 'Actions that are not enabled' }).locator('tbody tr');
    const { exhibits } = found.designs[0]!;
    const now = new Map<number, number>();
    for (const changes of shown.states) for (const [a, r] of changes) now.set(a, r);
    const refused = [...now.values()].filter((r) => r > 0);
    assert.match(await page.getByRole('heading', { name: /What could not/ }).innerText(), new RegExp(`: ${refused.length} action`));
    for (const r of new Set(refused)) for (const conjunct of exhibits!.reasons[r]!) assert.ok((await rows.filter({ hasText: conjunct }).count()) > 0, conjunct);
  });

  it('a link leads to a trace and to a step; what does not exist leads nowhere', async () => {
    const { page, complaints } = await at('#/trace/die-hard/BigNeverHoldsFour/4');
    assert.match(await page.locator('#walk output').innerText(), /^Step 4 of 6/);
    await page.evaluate(() => (location.hash = '#/trace/no/such/9'));
    await page.waitForTimeout(50);
    assert.match(await page.locator('#walk output').innerText(), /^Step 4 of 6/);
    await page.locator('#verdicts-crossing a').first().click();
    await page.waitForFunction(() => document.querySelector('#explorer h3')?.textContent !== 'Counterexample of BigNeverHoldsFour');
    assert.deepEqual(complaints, []);
  });

  it('filters verdicts and variables', async () => {
    const { page } = await at('#/trace/die-hard/BigNeverHoldsFour');
    const form = page.locator('form.filters').nth(1);
    const rows = page.locator('#verdicts-die-hard tbody tr:visible');
    assert.equal(await rows.count(), 2);
    await form.getByLabel('Verdict').selectOption('violated');
    assert.equal(await rows.count(), 1);
    await form.getByLabel('Search').fill('no such thing');
    assert.equal(await rows.count(), 0);
    assert.match(await form.locator('output').innerText(), /^0 of 2/);
    await page.getByLabel('Filter variables').fill('sma');
    assert.deepEqual(await page.locator('table.values tbody tr:visible th').allInnerTexts(), ['small']);
  });

  it('is usable by keyboard alone: the skip link, then every control in turn', async () => {
    const { page } = await at();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.className), 'skip');
    const seen = new Set<string>();
    for (let k = 0; k < 60; k++) {
      await page.keyboard.press('Tab');
      seen.add(await page.evaluate(() => `${document.activeElement?.tagName} ${document.activeElement?.id}`));
    }
    for (const tag of ['A ', 'SELECT ', 'DIV walk', 'BUTTON ', 'SUMMARY ', 'INPUT ']) assert.ok(seen.has(tag), `${tag} is never reached: ${[...seen].join(', ')}`);
    await page.locator('details.picture > summary').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('details.picture[open] svg').first().waitFor();
  });

  for (const [width, scheme] of [[1280, 'light'], [1280, 'dark'], [400, 'light'], [400, 'dark']] as const)
    it(`axe finds nothing at ${width} pixels, ${scheme}, with everything open`, async () => {
      const opened = await at('#/trace/die-hard/BigNeverHoldsFour/3', width, scheme);
      for (let k = 0; k < 3; k++) await opened.page.evaluate(() => document.querySelectorAll('details').forEach((d) => (d.open = true)));
      await opened.page.waitForTimeout(200);
      assert.deepEqual(await axe(opened), []);
      assert.ok((await opened.page.evaluate(() => document.documentElement.scrollWidth)) <= width, 'the page itself scrolls sideways');
    });

  it('axe finds what is wrong', async () => {
    const opened = await at();
    await opened.page.evaluate(() => document.querySelectorAll('label').forEach((l) => l.replaceWith(...l.childNodes)));
    assert.ok((await axe(opened)).length > 0);
  });

  it('every picture has a text alternative', async () => {
    const { page } = await at();
    for (let k = 0; k < 3; k++) await page.evaluate(() => document.querySelectorAll('details').forEach((d) => (d.open = true)));
    await page.waitForTimeout(200);
    const pictures = await page.locator('main svg').count();
    assert.ok(pictures > 10);
    const without = await page.evaluate(() => [...document.querySelectorAll('main svg')].filter((s) => !s.closest('figure')?.querySelector('figcaption') && !s.closest('div.svg')?.parentElement?.querySelector('details.words table, details.words ol')).map((s) => s.parentElement?.outerHTML.slice(0, 200)));
    assert.deepEqual(without, []);
  });

  it('runs no script that a name brings in', async () => {
    const evil = '<img src=x onerror="alert(1)"></script><script>alert(2)</script><svg onload=alert(3)>';
    const spoil = (x: unknown, key = ''): unknown => {
      if (Array.isArray(x)) return x.map((v) => spoil(v, key));
      if (typeof x === 'object' && x !== null) return Object.fromEntries(Object.entries(x).map(([k, v]) => [k, spoil(v, k)]));
      return typeof x === 'string' && ['title', 'text', 'label', 'fn', 'source', 'doc', 'claim', 'process', 'tool', 'scope'].includes(key) ? `${x}${evil}` : x;
    };
    const bad = await written({ ...(spoil(found) as RunRecord) }, folder, 'evil.html');
    here = await open(browser, `${bad}#/trace/die-hard/BigNeverHoldsFour/2`);
    for (let k = 0; k < 3; k++) await here.page.evaluate(() => document.querySelectorAll('details').forEach((d) => (d.open = true)));
    await here.page.waitForTimeout(300);
    assert.deepEqual(here.complaints, []);
    assert.equal(await here.page.locator('main img, main script').count(), 0);
    assert.match(await here.page.locator('#walk').innerText(), /<img src=x/);
  });

  it('even a script that got into the page would not run', async () => {
    const { page, complaints } = await at();
    await page.evaluate(() => {
      const s = document.createElement('script');
      s.textContent = 'window.caught = true';
      document.body.append(s);
      document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="window.caught = true">');
    });
    await page.waitForTimeout(100);
    assert.equal(await page.evaluate(() => (window as { caught?: boolean }).caught), undefined);
    assert.ok(complaints.some((c) => c.includes('Content Security Policy')));
  });

  it('prints: nothing is cut off, and what only works on a screen is left out', async () => {
    const { page } = await at('#/trace/die-hard/BigNeverHoldsFour/3');
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('form.filters:visible, nav:visible').count(), 0);
    assert.equal(await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('.scroll')].filter((e) => e.scrollHeight > e.clientHeight + 1).length), 0);
    assert.ok((await page.pdf()).length > 10_000);
  });

  it('is told apart from a record without exhibits, which still has its traces', async () => {
    const bare = { ...found, designs: found.designs.map(({ exhibits: _e, ...d }) => d) };
    here = await open(browser, `${await written(bare, folder, 'bare.html')}#/trace/die-hard/BigNeverHoldsFour/2`);
    assert.match(await here.page.locator('#explorer').innerText(), /check --exhibits adds it/);
    assert.match(await here.page.locator('#walk output').innerText(), /^Step 2 of 6/);
  });
});
