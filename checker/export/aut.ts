/**
 * The reachable graph in Aldebaran form, for the tools of CADP and mCRL2. State 0 is the initial one; the others are
 * numbered in the order in which they are found, so by distance.
 */
import type { Exporter } from './exporter.ts';
import { ExportStopped } from './exporter.ts';
import { Search } from '../explore/search.ts';
import { Stepper } from '../explore/stepper.ts';
import { ILL_TYPED, TERMINAL, Watch } from '../explore/watch.ts';

/** Lines put together before they are handed on. */
const BATCH = 4096;

export const exporter: Exporter = {
  doc: 'the reachable graph in Aldebaran form, for mCRL2 and CADP',
  ending: 'aut',
  async *write(ir, { explore }) {
    const search = new Search(ir, explore);
    await search.run();
    if (search.stop === 'defect') throw new ExportStopped('E_SPEC_DEFECT', 'the graph has an action that sends an event where it is refused', 'See: vcpuhp trace DESIGN SpecDefect');
    if (search.stop === 'memory') throw new ExportStopped('E_INCOMPLETE', 'the graph does not fit into the memory', 'Give more with --memory, or a smaller configuration');
    if (search.stop === 'aborted') throw new ExportStopped('E_INCOMPLETE', 'interrupted', 'Nothing was written');
    const { store, compiled } = search;
    const stepper = new Stepper(compiled);
    const watch = new Watch(ir, compiled);
    const labels = ir.actions.map((a) => `"${a.label.replaceAll('"', "'")}"`);
    yield `des (0,${search.transitions},${store.count})\n`;
    let lines: string[] = [];
    for (let s = 0; s < store.count; s++) {
      stepper.load(store.chunk(s), store.offset(s));
      if (watch.state(stepper, s, 0) & (TERMINAL | ILL_TYPED)) continue;
      const n = stepper.enabled();
      for (let k = 0; k < n; k++) {
        const action = stepper.actions[k]!;
        stepper.apply(action);
        lines.push(`(${s},${labels[action]!},${store.find(stepper.next)})\n`);
      }
      if (lines.length >= BATCH) {
        yield lines.join('');
        lines = [];
      }
    }
    yield lines.join('');
  },
};
