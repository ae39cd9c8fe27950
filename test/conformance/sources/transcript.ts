/** What a recorded run looks like in a QMP session: its commands, replies and events, written as a monitor client logs them. */
import type { Recording } from '../../../checker/conform/recording.ts';

const START = 1_700_000_000;

/** `stamped`: each line begins with a time; else only events know theirs. */
export const transcriptOf = (recording: Recording, stamped: boolean, from = recording.epoch ?? START): string => {
  const rows: { at: number; json: object; arrow: string }[] = [{ at: from, json: { QMP: { version: {} } }, arrow: '<-' }];
  for (const { fields: f } of recording.lines) {
    const at = from + (f.t ?? 0);
    if (f.source === 'qmp-event')
      rows.push({ at, json: { event: f.name, data: f.args, timestamp: { seconds: Math.floor(at), microseconds: Math.round((at % 1) * 1e6) } }, arrow: '<-' });
    if (f.source !== 'qmp-command') continue;
    rows.push({ at, json: { execute: f.name, ...(Object.keys(f.args).length ? { arguments: f.args } : {}) }, arrow: '->' });
    rows.push({ at: from + (f.t_done ?? f.t!), json: f.error === undefined ? { return: f.result } : { error: f.error }, arrow: '<-' });
  }
  return `${rows
    .toSorted((a, b) => a.at - b.at)
    .map((r) => `${stamped ? `${r.at.toFixed(6)} ` : ''}${r.arrow} ${JSON.stringify(r.json)}`)
    .join('\n')}\n`;
};
