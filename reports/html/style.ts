/** How the page looks: system fonts, both colour schemes, narrow and wide, and paper. */
export const STYLE = `
:root{--ink:#1c2127;--soft:#55606b;--page:#fff;--panel:#f3f5f7;--line:#c3cad1;--link:#0b57a4;--good:#146c2e;--bad:#a8201a;--open:#7a4b00;--mark:#fff0b8;--now:#dbe9fb;--focus:#0b57a4}
@media (prefers-color-scheme:dark){:root{--ink:#e6eaee;--soft:#a9b4bf;--page:#14181c;--panel:#1e242a;--line:#404a54;--link:#8ec1ff;--good:#79d490;--bad:#ff9a92;--open:#f0bf6a;--mark:#4a3c08;--now:#1d3a5c;--focus:#8ec1ff}}
*{box-sizing:border-box}
body{margin:0;color:var(--ink);background:var(--page);font:15px/1.5 system-ui,sans-serif}
header,main{padding:0 1.25rem;max-width:110rem;margin:0 auto}
h1{font-size:1.5rem;margin:1rem 0 .25rem}h2{font-size:1.25rem;margin:2rem 0 .5rem;border-top:2px solid var(--line);padding-top:.75rem}h3{font-size:1.05rem;margin:1.25rem 0 .4rem}h4{font:600 .95rem system-ui,sans-serif;margin:.6rem 0 .3rem}
p{margin:.3rem 0;max-width:75rem}a{color:var(--link)}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0;margin:.5rem 0}
.skip{position:absolute;left:-99rem}.skip:focus{left:.5rem;top:.5rem;background:var(--page);padding:.5rem;z-index:2}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
table{border-collapse:collapse;font-size:.9rem}caption{text-align:left;color:var(--soft);padding:.25rem 0}
th,td{border-bottom:1px solid var(--line);padding:.25rem .6rem;text-align:left;vertical-align:top}
thead th{background:var(--panel);position:sticky;top:0}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
tbody th{font-weight:600;overflow-wrap:break-word}.verdicts tbody th{min-width:19rem}.verdicts td{min-width:6rem}
.says{display:block;font-weight:400;color:var(--soft);max-width:34rem;overflow-wrap:normal}
.source{color:var(--soft);font-size:.85rem}td.source{min-width:9rem}td.behind{max-width:18rem;overflow-wrap:break-word}
.scroll{overflow:auto;max-height:42rem;border:1px solid var(--line);border-radius:4px}
.cell{white-space:nowrap}.verdicts td:nth-child(2){max-width:9rem}.holds{color:var(--good)}.violated{color:var(--bad)}.incomplete,.differs{color:var(--open)}
.filters{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;align-items:center;margin:.75rem 0 .4rem}.filters[hidden]{display:none}
input,select,button{font:inherit;color:inherit;background:var(--page);border:1px solid var(--soft);border-radius:4px;padding:.2rem .5rem}
select{max-width:100%}button{cursor:pointer;min-width:2.75rem;min-height:2rem}button:disabled{color:var(--soft);cursor:default;border-color:var(--line)}
details{margin:.5rem 0}summary{cursor:pointer;overflow-wrap:anywhere}
details.picture>summary{font-weight:600}
.svg{overflow:auto;max-height:46rem;border:1px solid var(--line);border-radius:4px;padding:.5rem;background:var(--page)}.svg svg{display:block}
.explore .svg{max-height:32rem}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem}
.explore{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:1rem;align-items:start}
.panel{background:var(--panel);border-radius:4px;padding:.6rem .9rem;margin:.6rem 0}
.steps{display:flex;flex-wrap:wrap;gap:.4rem;align-items:center}
.now{font-weight:600}
.label,.claim,.changes{font-family:ui-monospace,monospace;font-size:.85rem;overflow-wrap:anywhere}
.changes,.enabled,.claim ul{margin:.2rem 0;padding-left:1.2rem}
.claim .decides>.what{background:var(--mark);font-weight:700}
td.changed{background:var(--mark);font-weight:600}td.now,th.now{background:var(--now)}td.changed.now{background:var(--mark);outline:2px solid var(--focus);outline-offset:-2px}
table.values td,table.values th{font-family:ui-monospace,monospace;font-size:.8rem;white-space:nowrap;padding:.1rem .45rem}
table.values tbody th{position:sticky;left:0;background:var(--panel)}
.sequence .step.current .band{fill:var(--now)}.sequence .step{cursor:pointer}.sequence text{paint-order:stroke;stroke:var(--page);stroke-width:3px}.sequence .current text{stroke:var(--now)}
.heat td{text-align:center;padding:.05rem .4rem}.heat th{font-weight:400;font-size:.8rem}.heat .used{background:#146c2e;color:#fff}.heat .unused{background:var(--mark)}
.taken1,.taken2{background:color-mix(in srgb,var(--link) 8%,var(--page))}.taken3,.taken4{background:color-mix(in srgb,var(--link) 16%,var(--page))}.taken5,.taken6{background:color-mix(in srgb,var(--link) 26%,var(--page))}
.growth{display:flex;flex-wrap:wrap;gap:1rem}.growth figure{margin:0}.growth figcaption{font-size:.85rem;color:var(--soft);max-width:17rem;overflow-wrap:anywhere}
.growth path{fill:none;stroke:var(--link);stroke-width:2}.growth .axis{stroke:var(--soft);stroke-width:1}.growth text{fill:var(--soft);font-size:11px}
@media (max-width:60rem){.explore,.pair{grid-template-columns:minmax(0,1fr)}}
@media (max-width:40rem){header,main{padding:0 .75rem}.scroll{max-height:30rem}.verdicts td.source,.verdicts th:last-child{display:none}.verdicts tbody th{min-width:12rem;max-width:12rem}th,td{padding:.2rem .35rem}}
@media print{:root{--ink:#000;--soft:#333;--page:#fff;--panel:#f3f3f3;--line:#999;--link:#000;--good:#000;--bad:#000;--open:#000;--mark:#ddd;--now:#eee}.filters,.skip,nav,.steps button,.off{display:none!important}.scroll,.svg{overflow:visible;max-height:none;border:0}thead th{position:static}.svg svg{max-width:100%;height:auto}section{break-before:auto}tr,figure{break-inside:avoid}}
`.trim();
