/** Files a command writes: whole or not at all, and a coded error when the disk is full or the place is not writable. */
import fs from 'node:fs';
import path from 'node:path';
import { BadInput } from '../input/bad-input.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'it is not writable',
  EPERM: 'it is not writable',
  EROFS: 'the file system is read-only',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is a file',
};

/** Write a file beside its place and rename it there, so that a reader never sees half of it. */
export const writeFile = (file: string, text: string): void => {
  // A device or a pipe (/dev/stdout) cannot be renamed onto.
  const special = fs.existsSync(file) && !fs.statSync(file).isFile();
  const beside = special ? file : path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.part`);
  try {
    if (!special) fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(beside, text);
    if (!special) fs.renameSync(beside, file);
  } catch (e) {
    const code = (e as NodeJS.ErrnoException).code ?? '';
    if (!special) fs.rmSync(beside, { force: true });
    throw new BadInput('E_WRITE', `${file} was not written: ${REASONS[code] ?? code}`, code === 'ENOSPC' || code === 'EDQUOT' ? 'Make room or choose another disk, and run again' : 'Choose another file');
  }
};

/** Refuse an unwritable place before hours of work, not after. */
export const requireWritable = (file: string): void => {
  const folder = path.dirname(path.resolve(file));
  const existing = fs.existsSync(file) ? file : folder;
  if (!fs.existsSync(existing)) {
    fs.mkdirSync(folder, { recursive: true });
    return;
  }
  try {
    if (existing === file && fs.statSync(file).isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    fs.accessSync(existing, fs.constants.W_OK);
  } catch (e) {
    throw new BadInput('E_WRITE', `${file} cannot be written: ${REASONS[(e as NodeJS.ErrnoException).code ?? ''] ?? 'it is not writable'}`, 'Choose another file');
  }
};
