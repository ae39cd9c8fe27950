/** `vcpuhp export`: a system in the language of another engine. */
import { compose } from '../compile/compose.ts';
import { ExportStopped } from '../export/exporter.ts';
import { EXIT } from '../record/verdict-table.ts';
import type { CliCommand } from './command.ts';
import { unknownName } from './input/bad-input.ts';
import { configurationNamed, findDesign } from './input/designs.ts';
import { gather, memorySize } from './input/option-values.ts';
import { exporterNamed } from './input/plugins.ts';
import { narrowed } from './run/perform.ts';
import { requireWritable, writePieces } from './terminal/out-file.ts';
import { VERSION } from './terminal/version.ts';

interface Options {
  readonly property?: readonly string[];
  readonly memory?: number;
  readonly out?: string;
}

export const command: CliCommand = {
  summary: 'Write a system for SPIN, Rumur, mCRL2 or CADP (docs/engines.md).',
  examples: ['export promela examples/die-hard.ts', 'export murphi rfc-v5 boot+hot-any --property PresentAlwaysOne', 'export aut examples/two-phase-commit.ts', 'export promela rfc-v5 boot+hot-any --out rfc-v5.pml'],
  declare: (c) => {
    c.argument('<format>', 'promela, murphi, murphi-covers, aut, or any other exporter in checker/export')
      .argument('<design>', 'name or file of a design')
      .argument('[configuration]', 'id of a configuration (default: the first)')
      .option('--property <id>', 'only this property; repeatable', gather('property'))
      .option('--memory <size>', 'aut: memory for the search, e.g. 512M or 2G', memorySize)
      .option('--out <file>', 'write there instead of stdout')
      .addHelpText('after', '\nA trace is exported by: vcpuhp trace DESIGN PROPERTY --format itf');
  },
  run: async (terminal, [format, name, id], given) => {
    const options = given as unknown as Options;
    const exporter = await exporterNamed(format as string);
    const { design } = await findDesign(name as string);
    const configuration = configurationNamed(design, id as string | undefined);
    if (options.out !== undefined) requireWritable(options.out);
    const system = configuration.system();
    for (const p of options.property ?? []) if (!system.properties.some((x) => x.id === p)) throw unknownName('E_PROPERTY', 'property', p, system.properties.map((x) => x.id));
    const pieces = exporter.write(compose(narrowed(system, options.property)), {
      title: `${design.name} ${configuration.id}`,
      tool: `vcpuhp ${VERSION}`,
      explore: { signal: terminal.signal, ...(options.memory === undefined ? {} : { memory: options.memory }) },
    });
    try {
      if (options.out === undefined) for await (const piece of pieces) terminal.out(piece);
      else await writePieces(options.out, pieces);
    } catch (e) {
      if (!(e instanceof ExportStopped)) throw e;
      terminal.note(`error ${e.code}: ${e.message}\n`);
      return e.code === 'E_INCOMPLETE' ? EXIT.incomplete : EXIT.defect;
    }
    return EXIT.asExpected;
  },
};
