/** Lines that are known not to be the model's to explain, each with the reason that was written down for it. */
import { basename } from 'node:path';
import type { Mapping, Outside } from './mapping.ts';
import type { Recording } from './recording.ts';
import { systemOf } from './systems.ts';

/** Line number -> reason. */
export const outsideReason = (recording: Recording, mapping: Mapping, outside: Outside): Map<number, string> => {
  const name = basename(recording.file);
  const out = new Map<number, string>();
  const put = (n: number, reason: string): void => void (out.has(n) || out.set(n, reason));
  for (const rule of outside.filter((r) => new RegExp(r.recordings).test(name))) {
    let within = rule.from === undefined;
    for (const line of recording.lines) {
      if (rule.from && ('seq' in rule.from ? line.fields.seq >= rule.from.seq : line.kind === rule.from.line)) within = true;
      if (within && (rule.vm === undefined || line.fields.vm === rule.vm) && new RegExp(rule.lines ?? '').test(line.kind)) put(line.number, rule.reason);
      if (line.kind === rule.until?.line) break;
    }
  }
  const { systems } = mapping.setup;
  for (const line of recording.lines) {
    const of = systemOf(line, mapping);
    if (of !== undefined && !systems?.order.includes(of)) put(line.number, `of ${of}; only ${systems?.order.join(', ')} can be followed`);
  }
  return out;
};
