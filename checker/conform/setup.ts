/** What a recording says about itself: which design and configuration it is a run of, and what was recorded at all. */
import type { Configuration, Design, Labels } from '../model/design.ts';
import type { Expr } from '../model/expression.ts';
import { ModelError } from '../model/model-error.ts';
import { readField } from './field.ts';
import type { Mapping } from './mapping.ts';
import type { Recorded } from './plan.ts';
import { readVariables } from './reading.ts';
import type { Recording } from './recording.ts';
import { Subject, type Variables } from './subject.ts';
import { systemOf } from './systems.ts';

/** The line that says how the system was started, or what the recording itself knows of it. */
const startOf = (recording: Recording, mapping: Mapping): unknown =>
  recording.lines.find((l) => l.kind === mapping.setup.start)?.fields ?? (recording.says && { args: recording.says });

/** The fields that `setup` reads: `first` is the first line, `start` the first of the kind that the mapping names, `records` the sources, `systems` those that lines are of. */
const aboutItself = (recording: Recording, mapping: Mapping): unknown => {
  const start = startOf(recording, mapping);
  if (!start)
    throw new ModelError('E_RECORDING', `there is no line ${mapping.setup.start}, so the system is unknown`, { fix: 'Give a whole recording, or another mapping', where: { file: recording.file } });
  return { first: recording.lines[0]!.fields, start, records: recording.records ?? 'all', systems: [...new Set(recording.lines.flatMap((l) => systemOf(l, mapping) ?? []))] };
};

/** A subject without components: enough for conditions on variables. */
const nothing = new Subject({ name: 'nothing', sorts: {}, components: [], actions: [], properties: [] });

/** Variables of `setup`: what the recording says of itself, and what the system knows that it is held against. */
export const variablesOf = (recording: Recording, mapping: Mapping, subject: Subject = nothing): Variables => ({
  ...readVariables(mapping.setup.bind, aboutItself(recording, mapping), {}),
  ...Object.fromEntries(Object.entries(mapping.setup.seen).map(([name, { line, field, is }]) => [name, recording.lines.some((l) => l.kind === line && readField(field, l.fields, {}) === is) ? 1 : 0])),
  ...Object.fromEntries(Object.entries(mapping.setup.knows).map(([name, component]) => [name, subject.ir.instances.some((i) => i.name.replace(/\[.*$/, '') === component) ? 1 : 0])),
});

/** The mapping that is for this recording. */
export const mappingOf = (recording: Recording, mappings: readonly Mapping[]): Mapping => {
  const fits = mappings.filter((m) => startOf(recording, m) !== undefined && nothing.says(m.setup.applies, variablesOf(recording, m), { mapping: m.name, in: 'applies' }));
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

/** What would be in the recording if its cause had happened. */
export const recordedOf = (recording: Recording, mapping: Mapping, subject: Subject): Recorded => {
  const variables = variablesOf(recording, mapping, subject);
  const holds = (when: Expr | undefined, part: string): boolean => subject.says(when, variables, { mapping: mapping.name, in: part });
  const kinds = new Set(recording.lines.map((l) => l.kind));
  const lines = mapping.recorded.filter((r) => holds(r.when, 'recorded') && (!r.ifAny || r.lines.some((l) => kinds.has(l)))).flatMap((r) => r.lines);
  const commands = Object.entries(mapping.lines).flatMap(([kind, r]) => (r.cases.some((c) => 'call' in c) ? [kind] : []));
  const not = new Set(mapping.unrecorded.filter((r) => holds(r.when, 'unrecorded')).flatMap((r) => r.lines));
  const inferred = mapping.inferred.filter((i) => holds(i.when, 'inferred')).flatMap((i) => i.families);
  return { lines: new Set([...lines, ...commands].filter((l) => !not.has(l))), inferred: new Set(inferred) };
};
