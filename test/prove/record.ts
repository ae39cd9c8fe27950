/** `npm run prove:record`: reports/prove anew, for the designs named (default: both). Needs z3, and some minutes. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

/** What is proved of rfc-v5 is little, so its certificate is not asked for; without limits it looks for minutes for proofs that are not there. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = { corrected: ['--pairs', '5000', '--z3'], 'rfc-v5': ['--limit', '40000', '--pairs', '3000'] };
fs.mkdirSync('reports/prove', { recursive: true });
for (const design of process.argv.length > 2 ? process.argv.slice(2) : Object.keys(OPTIONS)) {
  const { status } = spawnSync('npm', ['run', '-s', 'vcpuhp', '--', 'prove', design, 'boot+hot-documented', '--json', '--out', `reports/prove/${design}.json`, ...(OPTIONS[design] ?? ['--z3'])], { stdio: 'inherit' });
  // 3: something is unknown, which the record says.
  if (status !== 0 && status !== 3) process.exitCode = 1;
}
