/** The page: everything that can be read without a script is in it as it is; the rest is packed and drawn by the script. */
import { createHash } from 'node:crypto';
import type { RunRecord } from '../../checker/record/run-record.ts';
import { designTable, exitStatus, EXIT, type DesignTable, type PropertyRow } from '../../checker/record/verdict-table.ts';
import { traceOf } from '../layout/verdicts.ts';
import { count, extent, plural, profileWord, verdictWord } from '../layout/words.ts';
import { summaryLine } from '../run/text.ts';
import { html, Html } from './element.ts';
import { STYLE } from './style.ts';

const OUTCOME: Readonly<Record<number, string>> = {
  [EXIT.asExpected]: 'Every verdict is as its design expects.',
  [EXIT.differs]: 'Something differs from what a design expects.',
  [EXIT.incomplete]: 'Incomplete: not everything was decided.',
  [EXIT.defect]: 'A defect of the spec was met: nothing that it says counts.',
};

/** A verdict is told by a mark and a word, never by colour alone. */
const MARK = { holds: '\u2713', violated: '\u2717', incomplete: '?' } as const;
const verdict = (t: DesignTable, r: PropertyRow): Html => {
  const differs = t.unexpected.includes(r.fact.id) || t.missing.includes(r.fact.id);
  const vacuous = r.whollyVacuous ? ', vacuous' : r.vacuous.length ? ', vacuous for some values' : '';
  return html`<span class="verdict ${r.verdict}">${MARK[r.verdict]} ${verdictWord(r)}${vacuous}</span>${differs ? html` <strong class="differs">not expected</strong>` : ''}`;
};

const row = (t: DesignTable, r: PropertyRow): Html => {
  const id = `${t.run.name}/${r.fact.id}`;
  const trace = traceOf(t, r);
  const differs = t.unexpected.includes(r.fact.id) || t.missing.includes(r.fact.id);
  return html`<tr id="${id}" data-verdict="${r.verdict}" data-differs="${differs ? 'yes' : 'no'}"><th scope="row">${r.fact.id}<span class="says">${r.fact.text}</span></th><td>${verdict(t, r)}</td><td>${trace ? html`<a href="#/trace/${id}">${plural(trace.steps.length, 'step')}</a>` : extent(r, t)}</td>${t.profiles.map((p) => html`<td>${profileWord(r, p)}</td>`)}<td class="behind">${r.violatedIn.length ? plural(r.violatedIn.length, 'configuration') : ''}${r.behind.length ? html`<br>only behind ${r.behind.join(', ')}` : ''}${r.kvmOnly ? html`<br>KVM only: by reading, not run` : ''}</td><td>${r.verdict === 'violated' ? t.run.reasons[r.fact.id] : ''}</td><td class="source">${r.fact.source}</td></tr>\n`;
};

const filters = (name: string): Html => html`<form class="filters" data-for="verdicts-${name}" hidden>
<label>Search <input type="search" name="text" autocomplete="off"></label>
<label>Verdict <select name="verdict"><option value="">all</option><option value="violated">violated or unreached</option><option value="holds">holds or reached</option><option value="incomplete">incomplete</option></select></label>
<label><input type="checkbox" name="differs"> only what is not expected</label>
<output aria-live="polite"></output></form>`;

const configurations = (t: DesignTable): Html => html`<details><summary>${plural(t.run.configurations.length, 'configuration')}, ${count(t.distinct)} states</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Configurations of ${t.run.name}"><table><thead><tr><th scope="col">configuration</th><th scope="col">what it is</th><th scope="col" class="n">distinct states</th><th scope="col" class="n">generated</th><th scope="col" class="n">depth</th><th scope="col">search</th></tr></thead><tbody>
${t.run.configurations.map((c) => html`<tr><th scope="row">${c.id}</th><td>${c.title}</td><td class="n">${count(c.distinct)}</td><td class="n">${count(c.generated)}</td><td class="n">${count(c.depth)}</td><td>${c.defect ? `defect ${c.defect.code}: ${c.defect.message}` : c.complete ? 'complete' : `incomplete: ${c.reason ?? 'stopped'}`}</td></tr>\n`)}
</tbody></table></div></details>`;

const design = (t: DesignTable): Html => html`<section id="design-${t.run.name}" aria-labelledby="h-${t.run.name}">
<h2 id="h-${t.run.name}">${t.run.name}: ${t.run.title}</h2>
<p>${summaryLine(t)}</p><p class="source">${t.run.source}</p>
${configurations(t)}
${filters(t.run.name)}
<div class="scroll" tabindex="0" role="region" aria-label="Verdicts of ${t.run.name}"><table class="verdicts" id="verdicts-${t.run.name}"><caption>Verdicts of ${t.run.name}</caption>
<thead><tr><th scope="col">property</th><th scope="col">verdict</th><th scope="col">trace, or extent</th>${t.profiles.map((p) => html`<th scope="col">${p}</th>`)}<th scope="col">violated in</th><th scope="col">reason</th><th scope="col">source</th></tr></thead>
<tbody>
${t.rows.map((r) => row(t, r))}</tbody></table></div>
<div class="drawn" data-design="${t.run.name}"></div>
</section>`;

/** Property by design: what is decided where, and what was decided of nothing. */
const heatMap = (tables: readonly DesignTable[]): Html => {
  const ids = [...new Set(tables.flatMap((t) => t.rows.map((r) => r.fact.id)))];
  const cell = (t: DesignTable, id: string): Html => {
    const r = t.rows.find((x) => x.fact.id === id);
    return r ? html`<td class="cell ${r.verdict}">${MARK[r.verdict]} ${verdictWord(r)}${r.whollyVacuous ? ', vacuous' : r.vacuous.length ? ', partly vacuous' : ''}</td>` : html`<td class="cell">\u2013 not asked</td>`;
  };
  return html`<section id="matrix" aria-labelledby="h-matrix"><h2 id="h-matrix">Property by design</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Verdicts by property and design"><table><caption>Verdicts by design; \u201cvacuous\u201d: nothing was tested, because what the property starts from never happens</caption><thead><tr><th scope="col">property</th>${tables.map((t) => html`<th scope="col">${t.run.name}</th>`)}</tr></thead><tbody>
${ids.map((id) => html`<tr><th scope="row">${id}</th>${tables.map((t) => cell(t, id))}</tr>\n`)}</tbody></table></div></section>`;
};

export const page = (record: RunRecord, data: string, script: string): string => {
  const tables = record.designs.map(designTable);
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`;
  const body = html`<header><h1>vcpuhp: what the designs guarantee</h1>
<p>${OUTCOME[exitStatus(record)]} ${record.tool}, tier ${record.tier}.${record.interrupted ? ' The run was interrupted: this is what was found until then.' : ''}</p>
<noscript><p><strong>Verdicts are below. Traces and pictures need JavaScript; without it use vcpuhp trace and vcpuhp graph.</strong></p></noscript>
<nav aria-label="Sections"><ul>${tables.map((t) => html`<li><a href="#design-${t.run.name}">${t.run.name}</a></li>`)}<li><a href="#explorer">traces</a></li>${tables.length > 1 ? html`<li><a href="#compare">design against design</a></li>` : ''}<li><a href="#matrix">property by design</a></li></ul></nav></header>
<main>
<section id="explorer" aria-labelledby="h-explorer"><h2 id="h-explorer">Traces</h2><div id="explorer-body"></div></section>
${tables.map(design)}
${tables.length > 1 ? html`<section id="compare" aria-labelledby="h-compare"><h2 id="h-compare">Design against design</h2><div id="compare-body"></div></section>` : ''}
${heatMap(tables)}
</main>`;
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>vcpuhp report</title><style>${STYLE}</style></head>
<body>
<a class="skip" href="#explorer">Skip to the traces</a>
${body.text}
<script type="application/gzip" id="data">${data}</script>
<script>${script}</script>
</body></html>
`;
};
