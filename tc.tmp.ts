import { design } from './designs/corrected.ts';
import { compose } from './checker/compile/compose.ts';
import { decide } from './checker/reduce/decide.ts';
const only = process.argv[2] ? process.argv[2].split(',') : undefined;
for (const c of design.configurations) {
  if (only ? !only.includes(c.id) : c.tier !== 'quick') continue;
  try {
    const ir = compose(c.system()) as any;
    const t = process.cpuUsage();
    const r: any = await decide(ir, { memory: 12e9, coverage: false });
    console.log(c.id, r.states, r.complete ? '' : JSON.stringify(r.reason), r.defect ? r.defect.message + ir.actions[r.defect.action].label : '', ((process.cpuUsage(t).user) / 1e6).toFixed(1));
    for (const v of r.verdicts) if (v.outcome === 'violated') { console.log('   ', v.id, v.depth, v.behind?.join?.(',') ?? '', v.trace ? v.trace.steps.slice(-Number(process.argv[3] ?? 4)).map((x: any) => ir.actions[x.action].label).join(' ') : ''); }
    console.log('   unreached', r.verdicts.filter((v: any) => v.outcome === 'unreached').map((v: any) => v.id).join(' '));
  } catch (e) { console.log(c.id, 'ERR', (e as any).message, (e as any).fix?.slice?.(0, 300), JSON.stringify((e as any).where ?? '').slice(0,300)); }
}
