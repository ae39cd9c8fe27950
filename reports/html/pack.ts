/** Packs the data of the page. */
import { gzipSync } from 'node:zlib';
import type { PageData } from './data.ts';

/** Base64 has no character that means anything in HTML, so no name in it can become markup. */
export const packed = (data: PageData): string => gzipSync(JSON.stringify(data), { level: 9 }).toString('base64');
