/** The tables that a finished search has filled, as 32-bit numbers in the order in which explore.c reads them. */
import type { Search } from '../../checker/explore/search.ts';

export const tablesOf = ({ compiled, store, ir, watch }: Search): Buffer => {
  const out: number[] = [];
  const list = (xs: ArrayLike<number>): void => {
    out.push(xs.length);
    for (let k = 0; k < xs.length; k++) out.push(xs[k]!);
  };
  const { layout, enabled, moves, told, asked } = compiled;
  const { word, shift, mask } = layout.bundles.fields;
  out.push(store.width, word.length, ir.actions.length);
  list(store.chunk(0).subarray(0, store.width));
  for (const xs of [word, shift, mask, enabled.ids]) list(xs);
  for (const { rows, starts, words, rests } of [enabled.tables, watch.hits.tables]) {
    if (rests.some((w) => w !== 0)) throw new Error(`${ir.name}: a rule is not decided by rows alone, and explore.c knows nothing else`);
    out.push(words);
    rows.forEach(list);
    starts.forEach(list);
  }
  out.push(watch.hits.most);
  list(told.flatMap((t) => [t.action, t.effect, t.chosen]));
  list(asked.flatMap((es) => [es.length, ...es]));
  const m = moves.tables;
  for (const xs of [m.first, m.bundle, m.number, m.ways]) list(xs);
  m.memos.forEach((memo) => {
    out.push(memo.entries);
    list(memo.pairs);
  });
  return Buffer.from(Int32Array.from(out).buffer);
};
