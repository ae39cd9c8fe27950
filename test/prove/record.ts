/**
 * `npm run prove:record`: reports/prove anew, a file each configuration, for the designs named (default: both). Needs z3, and some minutes.
 *
 * `corrected` and `rfc-v5` with the documented commands, all safety properties; and of every other configuration of rfc-v5 that has a
 * family, the properties that the enumeration (reports/baseline) found violated there and no record before it did: each is confirmed by
 * a trace of a system of the family.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { isProvable } from '../../checker/prove/obligations.ts';
import { design as rfcV5 } from '../../designs/rfc-v5.ts';
import { MAIN, proofs, violatedIn } from '../docs/proofs.ts';

const record = (design: string, configuration: string, options: readonly string[]): void => {
  fs.mkdirSync(`reports/prove/${design}`, { recursive: true });
  const { status } = spawnSync('npm', ['run', '-s', 'vcpuhp', '--', 'prove', design, configuration, '--json', '--out', `reports/prove/${design}/${configuration}.json`, ...options], { stdio: 'inherit' });
  // 3: something is unknown, which the record says.
  if (status !== 0 && status !== 3) process.exitCode = 1;
};

const asked = process.argv.length > 2 ? process.argv.slice(2) : ['corrected', 'rfc-v5'];
if (asked.includes('corrected')) record('corrected', MAIN, ['--z3']);
if (asked.includes('rfc-v5')) {
  record('rfc-v5', MAIN, ['--z3']);
  for (const c of rfcV5.configurations) {
    if (!c.family || c.id === MAIN) continue;
    fs.rmSync(`reports/prove/rfc-v5/${c.id}.json`, { force: true });
    const known = new Set(proofs().flatMap((r) => (r.design === 'rfc-v5' ? r.proof.properties.flatMap((p) => (p.verdict === 'violated' ? [p.id] : [])) : [])));
    const safety = new Set(c.system().properties.flatMap((p) => (isProvable(p) ? [p.id] : [])));
    const more = violatedIn('rfc-v5', c.id).filter((id) => safety.has(id) && !known.has(id));
    if (more.length > 0) record('rfc-v5', c.id, more.flatMap((id) => ['--property', id]));
  }
}
