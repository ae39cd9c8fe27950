/** `npm run prove:record`: reports/prove anew, for the designs named (default: both). Needs z3, and some minutes. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

const LIMITS: Readonly<Record<string, readonly string[]>> = { corrected: [], 'rfc-v5': ['--limit', '40000', '--pairs', '3000'] };
fs.mkdirSync('reports/prove', { recursive: true });
for (const design of process.argv.length > 2 ? process.argv.slice(2) : Object.keys(LIMITS)) {
  const { status } = spawnSync('npm', ['run', '-s', 'vcpuhp', '--', 'prove', design, 'boot+hot-documented', '--z3', '--json', '--out', `reports/prove/${design}.json`, ...(LIMITS[design] ?? [])], { stdio: 'inherit' });
  // 3: something is unknown, which the record says.
  if (status !== 0 && status !== 3) process.exitCode = 1;
}
