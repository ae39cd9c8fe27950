/** The recordings kept beside these tests, and what each is held against. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Mapping } from '../../checker/conform/mapping.ts';
import type { Recording } from '../../checker/conform/recording.ts';
import { readSource } from '../../checker/conform/source.ts';
import { choiceOf, configurationOf, mappingOf } from '../../checker/conform/setup.ts';
import { Subject } from '../../checker/conform/subject.ts';
import type { Design, Labels } from '../../checker/model/design.ts';
import { mappings, sources } from '../../conformance/index.ts';
import { design as rfcV5 } from '../../designs/rfc-v5.ts';
import { design as q35 } from '../../designs/rfc-v5-q35.ts';

const FOLDER = fileURLToPath(new URL('./recordings', import.meta.url));
const DESIGNS: Readonly<Record<string, Design>> = { [rfcV5.name]: rfcV5, [q35.name]: q35 };

/** Names below recordings/, `linux/` in front of those with an operating system in the guest. */
export const recordingNames = (folder = ''): string[] =>
  fs.readdirSync(path.join(FOLDER, folder)).filter((f) => f.endsWith('.jsonl.gz')).map((f) => path.posix.join(folder, f.replace('.jsonl.gz', '')));

const read = new Map<string, Recording>();
export const recordingOf = (name: string): Recording => {
  let r = read.get(name);
  if (!r) read.set(name, (r = readSource(path.join(FOLDER, `${name}.jsonl.gz`), sources)));
  return r;
};

const composed = new Map<string, Subject>();
/** Mapping, design and configuration, as the recording itself asks for them, but for `given` labels; a system is composed once. */
export const heldAgainst = (recording: Recording, given: Labels = {}): { mapping: Mapping; design: string; configuration: string; subject: Subject } => {
  const mapping = mappingOf(recording, mappings);
  const { design, labels } = choiceOf(recording, mapping);
  const configuration = configurationOf(DESIGNS[design]!, { ...labels, ...given });
  const key = `${design} ${configuration.id}`;
  let subject = composed.get(key);
  if (!subject) composed.set(key, (subject = new Subject(configuration.system())));
  return { mapping, design, configuration: configuration.id, subject };
};
