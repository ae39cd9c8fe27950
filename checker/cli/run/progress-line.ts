/** The one line that says how far the searches are. */
import type { TaskProgress } from './task.ts';

const short = (n: number): string => (n >= 1e9 ? `${(n / 1e9).toFixed(1)} G` : n >= 1e6 ? `${(n / 1e6).toFixed(1)} M` : n >= 1e3 ? `${(n / 1e3).toFixed(1)} k` : String(Math.round(n)));

/** `2 of 8  boot+hot-any: 1.2 M states, 3.4 M/s, frontier 12.0 k, depth 14, 80 MB`. */
export const progressLine = (running: readonly (TaskProgress & { readonly name: string })[], ended: number, all: number): string => {
  const each = running.map((r) => {
    const rate = r.elapsedMs > 0 ? `, ${short((r.states / r.elapsedMs) * 1000)}/s` : '';
    return `${r.name}: ${short(r.states)} states${rate}, frontier ${short(r.frontier)}, depth ${r.depth}, ${Math.ceil(r.bytes / 2 ** 20)} MB`;
  });
  return `${ended} of ${all}  ${each.join(' | ')}`;
};
