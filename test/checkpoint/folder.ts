/** A folder for one test, gone afterwards. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const inFolder = async <T>(act: (folder: string) => T | Promise<T>): Promise<T> => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-checkpoint-'));
  try {
    return await act(folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
};
