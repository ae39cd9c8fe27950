/** Files that are there whole or not at all, whatever the machine does meanwhile. */
import fs from 'node:fs';
import path from 'node:path';

/** Make what was created or renamed in a folder last. */
export const syncFolder = (folder: string): void => {
  const fd = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
};

/** Write all of `data`, which a single write may not. */
export const writeWhole = (fd: number, data: ArrayBufferView): void => {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  for (let at = 0; at < bytes.length; ) at += fs.writeSync(fd, bytes, at, Math.min(bytes.length - at, 1 << 26));
};

/** Replace `file`; what was there before is kept as `older`. */
export const replaceFile = (file: string, text: string, older?: string): void => {
  const beside = `${file}.part`;
  const fd = fs.openSync(beside, 'w');
  try {
    writeWhole(fd, Buffer.from(text));
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
  if (older !== undefined && fs.existsSync(file)) fs.renameSync(file, older);
  fs.renameSync(beside, file);
  syncFolder(path.dirname(file));
};
