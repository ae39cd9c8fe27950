/** `vcpuhp graph`: a machine, a composition or a projection of the states, as text in a drawing language. */
import { Level, type Picture } from '../record/picture.ts';
import { EXIT } from '../record/verdict-table.ts';
import type { CliCommand } from './command.ts';
import { compositionPicture } from './draw/composition-picture.ts';
import { findMachine } from './draw/find-machine.ts';
import { machinePicture } from './draw/machine-picture.ts';
import { statesPicture, type StatesOptions } from './draw/states-picture.ts';
import { BadInput, unknownName } from './input/bad-input.ts';
import { configurationNamed, findDesign, findDesigns } from './input/designs.ts';
import { gather, memorySize, oneOf } from './input/option-values.ts';
import { writerNamed } from './input/plugins.ts';
import { requireWritable, writeFile } from './terminal/out-file.ts';
import type { Terminal } from './terminal/terminal.ts';

interface Options extends StatesOptions {
  readonly design?: string;
  readonly config?: string;
  readonly on?: readonly string[];
  readonly format: string;
  readonly out?: string;
  readonly json?: boolean;
}

type Draw = (name: string, options: Options, terminal: Terminal) => Promise<Picture>;

const DRAW: Readonly<Record<string, Draw>> = {
  machine: async (name, options) => {
    const { component, sorts } = findMachine(name, await findDesigns(options.design ? [options.design] : []));
    return machinePicture(component, sorts);
  },
  composition: async (name) => compositionPicture((await findDesign(name)).design),
  states: async (name, options, terminal) => {
    const { design } = await findDesign(name);
    const phases = options.level === 'phases';
    if (phases && options.on) throw new BadInput('E_OPTION_CONFLICT', '--level phases takes no --on', 'Leave one of them out');
    if (!phases && !options.on) throw new BadInput('E_OPTION_MISSING', 'graph states needs --on', 'Name the components to look at, e.g. --on slot,gic, or use --level phases');
    return statesPicture(design, configurationNamed(design, options.config), options.on ?? [], terminal, options);
  },
};

export const command: CliCommand = {
  summary: 'Draw a machine, a composition, or the states projected on some components.',
  examples: ['graph machine gic --format mermaid', 'graph composition rfc-v5 --format dot --out rfc-v5.dot', 'graph states examples/die-hard.ts --on big,small', 'graph states rfc-v5 --level phases --format svg --out phases.svg'],
  declare: (c) => {
    c.argument('<picture>', Object.keys(DRAW).join(', '))
      .argument('<name>', 'a machine (component), or a design')
      .option('--design <name>', "machine: take it from this design (default: the first of the project's that has it)")
      .option('--on <component>', 'states: components or instances to look at; repeatable, or separated by commas', gather('on'))
      .option('--level <level>', "states: phases, the design's own classes; projection on --on (default); quotient: that, and what can come next", oneOf('level', Level.options))
      .option('--config <id>', 'states: which configuration (default: the first)')
      .option('--memory <size>', 'states: memory for the search, e.g. 512M or 2G', memorySize)
      .option('--reduce <how>', 'states: cone: count states of the part that the components depend on (default); whole: of it all', oneOf('reduce', ['cone', 'whole']))
      .option('--format <name>', 'mermaid, dot, svg, or any other file in reports/picture', 'mermaid')
      .option('--json', 'print the picture as JSON (checker/record/picture.ts) instead')
      .option('--out <file>', 'write there instead of stdout');
  },
  run: async (terminal, [kind, name], given) => {
    const options = given as unknown as Options;
    if (!Object.hasOwn(DRAW, kind as string)) throw unknownName('E_PICTURE', 'picture', kind as string, Object.keys(DRAW));
    if (kind !== 'states' && options.level) throw new BadInput('E_OPTION_CONFLICT', `graph ${kind as string} takes no --level`, 'Use graph states, or leave it out');
    if (kind !== 'states' && options.on) throw new BadInput('E_OPTION_CONFLICT', `graph ${kind as string} takes no --on`, 'Use graph states, or leave it out');
    const writer = await writerNamed('picture', options.format);
    if (options.out !== undefined) requireWritable(options.out);
    const picture = await DRAW[kind as string]!(name as string, options, terminal);
    const text = options.json ? `${JSON.stringify(picture, null, 2)}\n` : await writer.write(picture);
    if (options.out === undefined) terminal.out(text);
    else writeFile(options.out, text);
    return picture.picture === 'states' && !picture.complete ? EXIT.incomplete : EXIT.asExpected;
  },
};
