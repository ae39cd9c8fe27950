/** The recorded proofs, by design: what `npm run prove:record` wrote. */
import fs from 'node:fs';
import type { Proof } from '../../checker/prove/proof.ts';

export interface RecordedProof {
  readonly configuration: string;
  readonly proof: Proof;
  readonly certificate?: { readonly queries: number; readonly fails: readonly string[]; readonly properties: readonly string[] };
}

const FOLDER = new URL('../../reports/prove/', import.meta.url);

export const PROOFS: Readonly<Record<string, RecordedProof>> = Object.fromEntries(
  fs
    .readdirSync(FOLDER)
    .filter((f) => f.endsWith('.json'))
    .sort()
    .map((f) => {
      const { design, ...rest } = JSON.parse(fs.readFileSync(new URL(f, FOLDER), 'utf8')) as { design: string } & RecordedProof;
      return [design, { ...rest, configuration: rest.proof.name }];
    }),
);

/** `proved`, `**violated**, size 2`, `unknown`; '-' where nothing was asked. */
export const anyN = (design: string, property: string): string => {
  const p = PROOFS[design]?.proof.properties.find((x) => x.id === property);
  switch (p?.verdict) {
    case 'proved':
      return 'proved';
    case 'violated':
      return `**violated**, size ${p.concrete!.size}`;
    case 'unknown':
      return 'unknown';
    default:
      return '-';
  }
};
