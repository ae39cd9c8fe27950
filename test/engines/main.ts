/**
 * `npm run test:engines`: do SPIN and Rumur say the same as we do? Exit status: 0 they do; 1 they do not; 2 unusable
 * arguments; 5 an engine is not installed; 130 interrupted.
 */
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import Mocha from 'mocha';
import { BadInput, isBadInput } from '../../checker/cli/input/bad-input.ts';
import { corpusDesigns, findDesigns, projectDesigns, PROJECT } from '../../checker/cli/input/designs.ts';
import { drawn } from './draw.ts';
import { getOptions, setOptions } from './options.ts';
import { loadRecord } from './record.ts';
import { EnginesMissing, versions } from './tools.ts';

const HELP = `Usage: npm run test:engines -- [options] [DESIGN...]

Explores designs at their smallest configuration, and random systems, with this program, SPIN and Rumur, and compares
counts, verdicts, depths and counterexamples. Without a DESIGN: rfc-v5, corrected and eight more drawn by the
seed from those that have a record.

  --all        every design of the project, and every entry of the corpus
  --renew      the same, or those named, and write a record where there is none or one of an earlier model
  --random N   so many random systems (100; with a DESIGN or --record 0)
  --seed TEXT  draws designs and random systems (the commit's hash)
  --record     write reports/engines/DESIGN.json anew, the configuration chosen again; of every one unless some are named
  --help

Example: npm run test:engines -- --random 0 rfc-v5
`;

/** Always there, if the project has them. */
const ALWAYS = ['rfc-v5', 'corrected'];
const DRAWN = 8;
const RANDOM = 100;
/** As few say nothing of what a share of them must have. */
const FEWEST = 50;

const commit = (): string => {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { cwd: PROJECT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    throw new BadInput('E_NO_COMMIT', 'this is no git checkout, so there is no commit to draw by', 'Give any --seed TEXT');
  }
};

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { all: { type: 'boolean' }, random: { type: 'string' }, seed: { type: 'string' }, record: { type: 'boolean' }, renew: { type: 'boolean' }, help: { type: 'boolean' } },
    });
  } catch (e) {
    throw new BadInput('E_OPTION', e instanceof Error ? e.message.replace(/\.$/, '') : String(e), 'See: npm run test:engines -- --help');
  }
};

const choose = async (names: readonly string[], all: boolean, seed: string): Promise<string[]> => {
  if (names.length > 0) return (await findDesigns(names)).map((d) => d.reference);
  const known = [...(await projectDesigns()), ...(await corpusDesigns())].map((d) => d.design.name);
  if (all) return known;
  const always = ALWAYS.filter((n) => known.includes(n));
  // One without a record may take any time, and nobody would know what to expect of it.
  const expected = known.filter((n) => !always.includes(n) && loadRecord(n) !== undefined);
  const unknown = known.length - always.length - expected.length;
  if (unknown > 0) process.stdout.write(`${unknown} of ${known.length} designs and entries have no record and are not drawn; write it with --record NAME\n`);
  return [...always, ...drawn(expected, seed, DRAWN)];
};

const configure = async (args: readonly string[]): Promise<boolean> => {
  const { values, positionals } = parsed(args);
  if (values.help) return false;
  const random = Number(values.random ?? (positionals.length > 0 || values.record ? 0 : RANDOM));
  if (!Number.isInteger(random) || random < 0 || (random > 0 && random < FEWEST)) throw new BadInput('E_OPTION_VALUE', `--random ${values.random ?? ''} is neither 0 nor ${FEWEST} or more`, `Give e.g. --random ${RANDOM}`);
  const seed = values.seed ?? commit();
  const [record, renew] = [Boolean(values.record), Boolean(values.renew)];
  if (record && renew) throw new BadInput('E_OPTION', '--record writes every record anew, --renew only those of an earlier model', 'Give one of them');
  setOptions({ designs: await choose(positionals, Boolean(values.all || record || renew), seed), random, seed, record, renew });
  return true;
};

const runAll = async (): Promise<number> => {
  const { spin, rumur, gcc } = await versions();
  process.stdout.write(`SPIN ${spin}, Rumur ${rumur}, gcc ${gcc}; --seed ${getOptions().seed}\n`);
  const mocha = new Mocha({ timeout: 0, reporter: 'spec' });
  // A comparison that cannot fail is worth nothing, so that comes first.
  for (const name of ['faults', 'liveness-faults', 'designs', 'liveness-designs', 'random', 'liveness-random']) mocha.addFile(fileURLToPath(new URL(`${name}.spec.ts`, import.meta.url)));
  await mocha.loadFilesAsync();
  return new Promise((resolve) => mocha.run((failures) => resolve(failures > 0 ? 1 : 0)));
};

// An end by a signal would be none that tools.ts hears of, and the engines are no part of this process's group.
for (const [signal, status] of [['SIGINT', 130], ['SIGTERM', 143]] as const) process.once(signal, () => process.exit(status));

try {
  if (await configure(process.argv.slice(2))) process.exitCode = await runAll();
  else process.stdout.write(HELP);
} catch (e) {
  if (!isBadInput(e) && !(e instanceof EnginesMissing)) throw e;
  process.stderr.write(`error ${e.message}\n`);
  process.exitCode = isBadInput(e) ? 2 : 5;
}
