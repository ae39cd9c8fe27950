/** What is used of WebAssembly: the types of Node do not have all of it. */
import fs from 'node:fs';

/** Shared memory of whole pages of 64 KiB. */
export interface Memory {
  readonly buffer: SharedArrayBuffer;
  /** Throws RangeError where there is no more. */
  grow(pages: number): number;
}

interface WebAssemblyApi {
  readonly Memory: new (of: { readonly initial: number; readonly maximum: number; readonly shared: true }) => Memory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: Readonly<Record<string, Readonly<Record<string, object>>>>) => { readonly exports: object };
}

const api = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }).WebAssembly;
export const { Memory } = api;
const { Module, Instance } = api;

let compiled: object | undefined;
/** What kernel.wasm exports, working on a memory. */
export const instanceOn = (memory: Memory): object => {
  compiled ??= new Module(fs.readFileSync(new URL('kernel.wasm', import.meta.url)));
  return new Instance(compiled, { env: { memory } }).exports;
};
