/** The recorded proofs: what `npm run prove:record` wrote. */
import fs from 'node:fs';
import type { Proof } from '../../checker/prove/proof.ts';

export interface RecordedProof {
  readonly design: string;
  readonly configuration: string;
  readonly proof: Proof;
  readonly certificate?: { readonly queries: number; readonly fails: readonly string[]; readonly properties: readonly string[] };
}

/** The configuration of which all safety properties are asked. */
export const MAIN = 'boot+hot-documented';
const REPORTS = new URL('../../reports/', import.meta.url);

/** By design, the configuration {@link MAIN} first. */
export const proofs = (): readonly RecordedProof[] => {
  const folder = new URL('prove/', REPORTS);
  return fs
    .readdirSync(folder)
    .sort()
    .flatMap((design) => {
      const files = fs.readdirSync(new URL(`${design}/`, folder)).sort();
      return [`${MAIN}.json`, ...files.filter((f) => f !== `${MAIN}.json`)].flatMap((f) => {
        if (!files.includes(f)) return [];
        const read = JSON.parse(fs.readFileSync(new URL(`${design}/${f}`, folder), 'utf8')) as RecordedProof;
        return [{ ...read, configuration: read.proof.name }];
      });
    });
};

/** As they were when the tests began. */
export const PROOFS = proofs();

/** Properties that the recorded enumeration of a configuration violates. */
export const violatedIn = (design: string, configuration: string): string[] => {
  const { configurations } = JSON.parse(fs.readFileSync(new URL(`baseline/${design}.json`, REPORTS), 'utf8')) as { configurations: Record<string, { properties: Record<string, string> }> };
  return Object.entries(configurations[configuration]?.properties ?? {}).flatMap(([id, verdict]) => (verdict.startsWith('violated') ? [id] : []));
};

/** `proved`, `**violated**, size 2`, `unknown`; '-' where nothing was asked. */
export const anyN = (design: string, property: string): string => {
  const p = PROOFS.find((r) => r.design === design && r.configuration === MAIN)?.proof.properties.find((x) => x.id === property);
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
