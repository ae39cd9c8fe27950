/** `npm run kernel`: compile checker/explore/kernel/assembly to kernel.wasm, which is in the repository, so that nobody needs a compiler to search. */
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const FOLDER = fileURLToPath(new URL('../../checker/explore/kernel/', import.meta.url));
export const KERNEL = `${FOLDER}kernel.wasm`;

/** The module that the source gives; throws what the compiler says. */
export const compileKernel = async (): Promise<Uint8Array> => {
  let binary: Uint8Array | undefined;
  const shared = ['--importMemory', '--sharedMemory', '--maximumMemory', '65536', '--enable', 'threads', '--enable', 'simd'];
  const { error, stderr } = await asc.main(['assembly/kernel.ts', '--outFile', 'out.wasm', '--runtime', 'stub', '-O3', '--converge', '--noAssert', ...shared], {
    readFile: (name, base) => (fs.existsSync(`${base === '.' ? FOLDER : `${base}/`}${name}`) ? fs.readFileSync(`${base === '.' ? FOLDER : `${base}/`}${name}`, 'utf8') : null),
    writeFile: (name, contents) => void (name === 'out.wasm' && (binary = contents as Uint8Array)),
    listFiles: () => [],
  });
  if (error || binary === undefined) throw new Error(`${error?.message ?? 'no output'}\n${stderr.toString()}`);
  return binary;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) fs.writeFileSync(KERNEL, await compileKernel());
