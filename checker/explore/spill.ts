/** A file for what memory has no room for. Nobody else sees it, and it is gone with the process. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const closed = new FinalizationRegistry((fd: number) => fs.closeSync(fd));
let made = 0;

/** TMPDIR, else /var/tmp, which is on a disk where /tmp may be memory. */
export const spillFolder = (): string => process.env['TMPDIR'] ?? (fs.existsSync('/var/tmp') ? '/var/tmp' : os.tmpdir());

export class Spill {
  readonly folder: string;
  readonly #fd: number;

  /** Throws what the system says. */
  constructor(folder: string) {
    this.folder = folder;
    const file = path.join(folder, `vcpuhp-${process.pid}-${made++}`);
    this.#fd = fs.openSync(file, 'wx+', 0o600);
    fs.unlinkSync(file);
    closed.register(this, this.#fd);
  }

  /** Write all of an array at a place in bytes; throws what the system says. */
  write(array: Int32Array, at: number): void {
    for (let done = 0; done < array.byteLength; ) done += fs.writeSync(this.#fd, array, done, array.byteLength - done, at + done);
  }

  /** Fill an array with what was written at a place. */
  read(array: Int32Array, at: number): void {
    for (let done = 0, n = 1; done < array.byteLength && n > 0; done += n) n = fs.readSync(this.#fd, array, done, array.byteLength - done, at + done);
  }
}
