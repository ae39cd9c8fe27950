/** What a recording says about itself: which design and configuration it is a run of, and what was recorded at all. */
import type { Configuration, Design, Labels } from '../model/design.ts';
import { ModelError } from '../model/model-error.ts';
import { readField } from './field.ts';
import type { Mapping } from './mapping.ts';
import { readVariables } from './reading.ts';
import type { Recording } from './recording.ts';
import { Subject, type Variables } from './subject.ts';

/** The fields that `setup` reads: `first` is the first line, `start` the first of the kind that the mapping names. */
const aboutItself = (recording: Recording, mapping: Mapping): unknown => {
  const start = recording.lines.find((l) => l.kind === mapping.setup.start);
  if (!start)
    throw new ModelError('E_RECORDING', `there is no line ${mapping.setup.start}, so the system is unknown`, { fix: 'Give a whole recording, or another mapping', where: { file: recording.file } });
  return { first: recording.lines[0]!.fields, start: start.fields };
};

const variablesOf = (recording: Recording, mapping: Mapping): Variables => readVariables(mapping.setup.bind, aboutItself(recording, mapping), {});

/** A subject without components: enough for conditions on variables. */
const nothing = new Subject({ name: 'nothing', sorts: {}, components: [], actions: [], properties: [] });

/** The mapping that is for this recording. */
export const mappingOf = (recording: Recording, mappings: readonly Mapping[]): Mapping => {
  const fits = mappings.filter((m) => recording.lines.some((l) => l.kind === m.setup.start) && nothing.says(m.setup.applies, variablesOf(recording, m), { mapping: m.name, in: 'applies' }));
  if (fits.length === 1) return fits[0]!;
  throw new ModelError('E_RECORDING', `${fits.length === 0 ? 'no mapping is' : `${fits.length} mappings are`} for this recording`, {
    fix: `Name one of: ${mappings.map((m) => m.name).join(', ')}`,
    where: { file: recording.file },
  });
};

export interface Choice {
  readonly design: string;
  /** Labels that the configuration must bear. */
  readonly labels: Labels;
}

/** Design (unless it is given) and labels that the recording asks for. */
export const choiceOf = (recording: Recording, mapping: Mapping, given?: string): Choice => {
  const about = aboutItself(recording, mapping);
  const design = given ?? readField(mapping.setup.design, about, {});
  if (typeof design !== 'string')
    throw new ModelError('E_RECORDING', 'no design is known for the machine of this recording', { fix: 'Name one with --design', where: { file: recording.file } });
  const labels: Record<string, string> = {};
  for (const [name, field] of Object.entries(mapping.setup.labels)) {
    const v = readField(field, about, {});
    if (v !== undefined) labels[name] = String(v);
  }
  return { design, labels };
};

/** The configuration that the design has for a recording with these labels. Throws E_CONFIGURATION. */
export const configurationOf = (design: Design, labels: Labels): Configuration => {
  if (design.recorded) return design.recorded(labels);
  throw new ModelError('E_CONFIGURATION', `${design.name} does not say which system a recording is held against`, {
    fix: `Name one with --config: ${design.configurations.map((c) => c.id).join(', ')}`,
    where: { design: design.name },
  });
};

/** Kinds of lines that would be in the recording if their cause had happened. */
export const recordedKinds = (recording: Recording, mapping: Mapping, subject: Subject): Set<string> => {
  const variables = variablesOf(recording, mapping);
  return new Set(mapping.recorded.filter((r) => subject.says(r.when, variables, { mapping: mapping.name, in: 'recorded' })).flatMap((r) => r.lines));
};
