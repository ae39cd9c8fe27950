/** The page's script: unpacks the data, draws, and follows the links into traces. */
import type { PageData } from '../data.ts';
import { Explorer } from './explorer.ts';
import { comparison, designPictures } from './pictures.ts';

const unpack = async (): Promise<PageData> => {
  const bytes = Uint8Array.from(atob(document.getElementById('data')!.textContent), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return (await new Response(stream).json()) as PageData;
};

/** Rows of a verdict table that fit what is asked for. */
const filter = (form: HTMLFormElement): void => {
  const rows = [...document.querySelectorAll<HTMLTableRowElement>(`#${CSS.escape(form.dataset['for']!)} tbody tr`)];
  const apply = (): void => {
    const asked = new FormData(form);
    const text = String(asked.get('text') ?? '').toLowerCase();
    const verdict = String(asked.get('verdict') ?? '');
    for (const r of rows) r.hidden = !(r.textContent.toLowerCase().includes(text) && (verdict === '' || r.dataset['verdict'] === verdict) && (!asked.has('differs') || r.dataset['differs'] === 'yes'));
    form.querySelector('output')!.textContent = `${rows.filter((r) => !r.hidden).length} of ${rows.length} properties`;
  };
  form.hidden = false;
  form.addEventListener('input', apply);
  form.addEventListener('submit', (e) => e.preventDefault());
  apply();
};

const start = async (): Promise<void> => {
  document.querySelectorAll<HTMLFormElement>('form.filters').forEach(filter);
  const data = await unpack();
  for (const place of document.querySelectorAll<HTMLElement>('.drawn')) place.append(...designPictures(data.designs.find((d) => d.name === place.dataset['design'])!, data.svgs));
  document.getElementById('compare-body')?.append(...data.comparisons.flatMap((c) => comparison(c, data.svgs)));
  const explorer = new Explorer(document.getElementById('explorer-body')!, data.designs, data.explanations);
  const follow = (): void => explorer.follow(location.hash);
  addEventListener('hashchange', follow);
  follow();
  document.documentElement.dataset['ready'] = 'yes';
};

void start();
