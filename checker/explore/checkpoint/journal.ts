/**
 * The checkpoints of one exploration. What a search finds is only ever added to, so each checkpoint appends to a log what is new,
 * and then replaces a small head that says how much of the log counts, its checksum, and where the search stood. A process
 * that is killed on the way leaves the old head, and behind what it covers some bytes that nobody reads. The head before the
 * last is kept: where the newest is damaged, the one before is as good, one level back.
 */
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { replaceFile, syncFolder, writeWhole } from './atomic.ts';
import { CheckpointError, writingCheckpoint } from './checkpoint-error.ts';

/** Raised whenever a search would read the same bytes otherwise. */
const VERSION = 3;
const FORMAT = 'vcpuhp-checkpoint';
const READ = 1 << 26;

/** Entries `from` .. of a list that a search keeps, as raw memory. */
export interface Piece {
  readonly name: string;
  readonly from: number;
  readonly data: ArrayBufferView;
}

interface Head<S> {
  readonly format: typeof FORMAT;
  readonly version: number;
  /** What is searched, and how: a checkpoint is of use for nothing else. */
  readonly identity: string;
  /** Which log; bytes of it that count, and their CRC-32. */
  readonly log: number;
  readonly length: number;
  readonly crc: number;
  readonly state: S;
}

/** Pieces are handed back in the order in which they were written. */
export type Restore = (name: string, from: number, data: Buffer) => void;

export class Journal<S> {
  readonly #folder: string;
  readonly #identity: string;
  #fd = -1;
  #number = 0;
  #length = 0;
  #crc = 0;

  constructor(folder: string, identity: string) {
    this.#folder = folder;
    this.#identity = identity;
  }

  #log(number: number): string {
    return path.join(this.#folder, `log.${number}`);
  }
  #head(generation: 'head' | 'head.older'): string {
    return path.join(this.#folder, generation);
  }

  /** Whether there is a checkpoint, good or not. */
  get exists(): boolean {
    return fs.existsSync(this.#head('head')) || fs.existsSync(this.#head('head.older'));
  }

  /** Begin anew. Throws E_CHECKPOINT_EXISTS, E_CHECKPOINT_WRITE. */
  create(): void {
    if (this.exists) throw new CheckpointError('E_CHECKPOINT_EXISTS', `${this.#folder} has a checkpoint`, 'Go on from it with --resume, or choose another folder');
    writingCheckpoint(this.#folder, () => {
      fs.mkdirSync(this.#folder, { recursive: true });
      this.#fd = fs.openSync(this.#log(0), 'w');
      syncFolder(this.#folder);
    });
  }

  /** Begin a new log: the next checkpoint holds everything. The old log stays as long as a head needs it. */
  restart(): void {
    writingCheckpoint(this.#folder, () => {
      this.close();
      fs.rmSync(this.#log(this.#number - 1), { force: true });
      this.#fd = fs.openSync(this.#log(++this.#number), 'w');
      [this.#length, this.#crc] = [0, 0];
    });
  }

  /** Read the newest good checkpoint: `begin` is given what it says of the search, then `restore` each piece. Throws E_CHECKPOINT_DAMAGED, _FOREIGN, _VERSION. */
  open(begin: (state: S) => void, restore: Restore): S {
    const newest = this.#read('head');
    const older = this.#read('head.older');
    const head = [newest, older].find((h) => h !== undefined && this.#good(h));
    if (!head) throw new CheckpointError('E_CHECKPOINT_DAMAGED', `the checkpoint in ${this.#folder} is damaged or truncated`, 'Remove the folder and begin anew');
    begin(head.state);
    this.#frames(head, restore);
    writingCheckpoint(this.#folder, () => {
      // What was written behind the head was never finished.
      fs.truncateSync(this.#log(head.log), head.length);
      this.#fd = fs.openSync(this.#log(head.log), 'a');
    });
    [this.#number, this.#length, this.#crc] = [head.log, head.length, head.crc];
    return head.state;
  }

  /** Add to the log and move the head. Throws E_CHECKPOINT_WRITE, and the last checkpoint stays good. */
  append(pieces: readonly Piece[], state: S): void {
    writingCheckpoint(this.#folder, () => {
      const outline = Buffer.from(JSON.stringify(pieces.map((p) => [p.name, p.from, p.data.byteLength])));
      const size = Buffer.alloc(4);
      size.writeUInt32LE(outline.length);
      let [length, crc] = [this.#length, this.#crc];
      try {
        for (const data of [size, outline, ...pieces.map((p) => p.data)]) {
          writeWhole(this.#fd, data);
          length += data.byteLength;
          crc = zlib.crc32(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), crc);
        }
        fs.fsyncSync(this.#fd);
        const head: Head<S> = { format: FORMAT, version: VERSION, identity: this.#identity, log: this.#number, length, crc, state };
        replaceFile(this.#head('head'), sealed(head), this.#head('head.older'));
      } catch (e) {
        this.#drop();
        throw e;
      }
      [this.#length, this.#crc] = [length, crc];
    });
  }

  /** What was written behind the head is of no use. It would do no harm either: a place that cannot even be cut off is left. */
  #drop(): void {
    try {
      fs.ftruncateSync(this.#fd, this.#length);
    } catch {
      return;
    }
  }

  close(): void {
    if (this.#fd >= 0) fs.closeSync(this.#fd);
    this.#fd = -1;
  }

  /** The head, if it is whole. */
  #read(generation: 'head' | 'head.older'): Head<S> | undefined {
    const file = this.#head(generation);
    if (!fs.existsSync(file)) return undefined;
    const head = unsealed<Head<S>>(fs.readFileSync(file, 'utf8'));
    if (!head) return undefined;
    if (head.format !== FORMAT || head.version !== VERSION) throw new CheckpointError('E_CHECKPOINT_VERSION', `the checkpoint in ${this.#folder} was written by another version`, 'Go on with that version, or remove the folder and begin anew');
    if (head.identity !== this.#identity) throw new CheckpointError('E_CHECKPOINT_FOREIGN', `the checkpoint in ${this.#folder} is of another system, or of a search with other options`, 'Name the folder of this one, or begin anew in another');
    return head;
  }

  #good({ log, length, crc }: Head<S>): boolean {
    if (!fs.existsSync(this.#log(log)) || fs.statSync(this.#log(log)).size < length) return false;
    let found = 0;
    this.#stream(log, length, (part) => (found = zlib.crc32(part, found)));
    return found === crc;
  }

  #stream(log: number, length: number, take: (part: Buffer) => void): void {
    const fd = fs.openSync(this.#log(log), 'r');
    const buffer = Buffer.alloc(Math.min(READ, Math.max(1, length)));
    try {
      for (let at = 0; at < length; ) {
        const n = fs.readSync(fd, buffer, 0, Math.min(buffer.length, length - at), at);
        if (n === 0) return;
        take(buffer.subarray(0, n));
        at += n;
      }
    } finally {
      fs.closeSync(fd);
    }
  }

  #frames({ log, length }: Head<S>, restore: Restore): void {
    const fd = fs.openSync(this.#log(log), 'r');
    const read = (at: number, n: number): Buffer => {
      const out = Buffer.alloc(n);
      fs.readSync(fd, out, 0, n, at);
      return out;
    };
    try {
      for (let at = 0; at < length; ) {
        const size = read(at, 4).readUInt32LE();
        const outline = JSON.parse(read(at + 4, size).toString()) as [string, number, number][];
        at += 4 + size;
        for (const [name, from, bytes] of outline) {
          restore(name, from, read(at, bytes));
          at += bytes;
        }
      }
    } finally {
      fs.closeSync(fd);
    }
  }
}

/** A head carries its own checksum. */
const sealed = (head: object): string => {
  const text = JSON.stringify(head);
  return `${zlib.crc32(text)} ${text}\n`;
};
const unsealed = <H>(line: string): H | undefined => {
  const at = line.indexOf(' ');
  const text = line.slice(at + 1, -1);
  return at > 0 && line.endsWith('\n') && String(zlib.crc32(text)) === line.slice(0, at) ? (JSON.parse(text) as H) : undefined;
};
