/** `vcpuhp larger`: a configuration with more slots, one state for all that differ by an exchange of slots. */
import { isModelError } from '../model/model-error.ts';
import { EXIT } from '../record/verdict-table.ts';
import { decideLarger, type LargerVerdict } from '../reduce/symmetry/larger.ts';
import { SCAN_ANY_ORDER } from '../reduce/symmetry/scan-any-order.ts';
import type { CliCommand } from './command.ts';
import { BadInput, ofModel, unknownName } from './input/bad-input.ts';
import { configurationNamed, findDesign } from './input/designs.ts';
import { gather, memorySize, oneOf, wholeNumber } from './input/option-values.ts';

interface Options {
  readonly size: number;
  readonly abstract?: typeof SCAN_ANY_ORDER;
  readonly property?: readonly string[];
  readonly memory?: number;
  readonly reduce?: 'cone' | 'whole';
  readonly json?: boolean;
}

const WORDS: Readonly<Record<LargerVerdict['verdict'], string>> = {
  holds: 'holds',
  violated: 'violated',
  spurious: 'not decided: violated under the abstraction only',
  incomplete: 'not decided: the search did not end',
  refused: 'refused: an over-approximation does not decide it',
};

export const command: CliCommand = {
  summary: 'Search a configuration with more slots, up to exchange of alike slots (docs/reductions.md).',
  examples: ['larger examples/spin-lock.ts owner --size 6', 'larger rfc-v5 boot+hot-secure --size 4 --abstract scan-any-order --property PresentAlwaysOne,GuestRunsOnlyOnEnabledCpu'],
  declare: (c) => {
    c.argument('<design>', 'name or file of a design')
      .argument('<configuration>', 'id of a configuration that has a family')
      .requiredOption('--size <n>', 'number of slots, value 0 included', wholeNumber('size', 2, 64))
      .option('--abstract <name>', `${SCAN_ANY_ORDER}: a search "first from x on" finds any; what holds carries over, a violation counts only where the ordered system has it`, oneOf('abstract', [SCAN_ANY_ORDER]))
      .option('--property <id>', 'only this property; repeatable', gather('property'))
      .option('--memory <size>', 'memory for the states, e.g. 512M or 2G', memorySize)
      .option('--reduce <how>', 'cone: only what the properties depend on (default); whole', oneOf('reduce', ['cone', 'whole']))
      .option('--json', 'counts and verdicts as JSON (format vcpuhp-larger, version 1)')
      .addHelpText('after', '\nExits 1 on a violation that the design does not expect, 3 when something is not decided.');
  },
  run: async (terminal, [name, id], given) => {
    const options = given as unknown as Options;
    const { design } = await findDesign(name as string);
    const { family } = configurationNamed(design, id as string);
    if (!family) throw new BadInput('E_NO_FAMILY', `configuration ${id as string} has no family: it cannot be made with any number of slots`, `Name one of: ${design.configurations.flatMap((c) => (c.family ? [c.id] : [])).join(', ') || '(none)'}`);
    const system = family.system(options.size);
    const known = system.properties.map((p) => p.id);
    for (const p of options.property ?? []) if (!known.includes(p)) throw unknownName('E_PROPERTY', 'property', p, known);
    const asked = options.property ? { ...system, properties: system.properties.filter((p) => options.property!.includes(p.id)) } : system;
    const values = Array.from({ length: options.size - 1 }, (_, k) => k + 1);
    const started = performance.now();
    const larger = await (async () => {
      try {
        return await decideLarger(asked, family.sort, values, options.abstract, {
          ...(options.memory === undefined ? {} : { memory: options.memory }),
          ...(options.reduce === undefined ? {} : { reduce: options.reduce }),
          stopped: (states) => {
            terminal.progress(`${states.toLocaleString('en')} states`);
            return terminal.signal.aborted;
          },
        });
      } catch (e) {
        if (isModelError(e) && e.code === 'E_NO_SYMMETRY') throw ofModel(e);
        throw e;
      }
    })();
    const { result, verdicts, abstraction } = larger;
    const under = abstraction ? ` (${abstraction})` : '';
    if (options.json) terminal.out(`${JSON.stringify({ format: 'vcpuhp-larger', version: 1, design: design.name, configuration: id, size: options.size, ...larger, result: { ...result, violated: undefined } }, null, 1)}\n`);
    else {
      terminal.out(verdicts.map((v) => `${v.id}: ${WORDS[v.verdict]}${under}${v.actions ? `, ${v.actions.length} steps: ${v.actions.join(' ')}` : ''}\n`).join(''));
      terminal.out(`${result.states.toLocaleString('en')} states for ${result.covered.toLocaleString('en')}, ${result.transitions.toLocaleString('en')} steps, depth ${result.depth}${result.complete ? '' : ': not all'}\n`);
    }
    terminal.note(`time: ${((performance.now() - started) / 1000).toFixed(1)} s, ${Math.ceil(result.bytes / 2 ** 20)} MB\n`);
    if (result.refused !== undefined) return EXIT.defect;
    if (verdicts.some((v) => v.verdict === 'violated' && !design.violates.includes(v.id))) return EXIT.differs;
    return verdicts.some((v) => v.verdict === 'spurious' || v.verdict === 'incomplete') ? EXIT.incomplete : EXIT.asExpected;
  },
};
