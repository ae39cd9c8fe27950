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
  ENOENT: 'there is no such folder, and none can be made',
};

/** Write a file beside its place and rename it there, so that a reader never sees half of it. */
export const writeFile = (file: string, text: string): void => {
  const place = open(file);
  try {
    writing(file, () => fs.writeFileSync(place.fd, text));
    writing(file, place.keep);
  } catch (e) {
    place.drop();
    throw e;
  }
};

/** The same, piece by piece, for what may be larger than any string. What fails while the pieces are made leaves no file. */
export const writePieces = async (file: string, pieces: AsyncIterable<string> | Iterable<string>): Promise<void> => {
  const place = open(file);
  try {
    for await (const piece of pieces)
      writing(file, () => fs.writeFileSync(place.fd, piece));
    writing(file, place.keep);
  } catch (e) {
    place.drop();
    throw e;
  }
};

/** What could not be written because of the place, and not of what was written. */
export const notWritten = (what: string, code: string): BadInput =>
  new BadInput('E_WRITE', `${what} was not written: ${REASONS[code] ?? code}`, code === 'ENOSPC' || code === 'EDQUOT' ? 'Make room or choose another disk, and run again' : 'Choose another file');

/** What fails here is the place's fault, and worded so. */
const writing = <T>(file: string, act: () => T): T => {
  try {
    return act();
  } catch (e) {
    throw notWritten(file, (e as NodeJS.ErrnoException).code ?? '');
  }
};

/** A file being written. */
const open = (file: string): { readonly fd: number; readonly keep: () => void; readonly drop: () => void } => {
  // A device or a pipe (/dev/stdout) cannot be renamed onto.
  const special = fs.existsSync(file) && !fs.statSync(file).isFile();
  const beside = special ? file : path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.part`);
  const fd = writing(file, () => {
    if (!special) fs.mkdirSync(path.dirname(file), { recursive: true });
    return fs.openSync(beside, 'w');
  });
  let closed = false;
  const close = (): void => {
    if (!closed) fs.closeSync(fd);
    closed = true;
  };
  return {
    fd,
    keep: () => {
      close();
      if (!special) fs.renameSync(beside, file);
    },
    drop: () => {
      close();
      if (!special) fs.rmSync(beside, { force: true });
    },
  };
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
