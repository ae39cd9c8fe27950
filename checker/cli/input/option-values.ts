/** Parsers of option values. Each refuses with a coded error; commander never sees a bad value. */
import { BadInput, unknownName } from './bad-input.ts';

/** One of a closed list. */
export const oneOf =
  <T extends string>(option: string, values: readonly T[]) =>
  (given: string): T => {
    if ((values as readonly string[]).includes(given)) return given as T;
    throw unknownName('E_OPTION_VALUE', `value for --${option}`, given, values);
  };

/** A repeatable option whose values may also be separated by commas. */
export const gather =
  (option: string) =>
  (given: string, before: readonly string[] | undefined): string[] => {
    const values = given.split(',').map((v) => v.trim());
    if (values.some((v) => v === '')) throw new BadInput('E_OPTION_VALUE', `--${option} has an empty value`, `Write --${option} A or --${option} A,B`);
    return [...(before ?? []), ...values];
  };

/** A repeatable option `name=value`. */
export const pair =
  (option: string) =>
  (given: string, before: Readonly<Record<string, string>> | undefined): Record<string, string> => {
    const at = given.indexOf('=');
    if (at < 1) throw new BadInput('E_OPTION_VALUE', `--${option} ${given} is no name=value`, `Write --${option} NAME=VALUE`);
    return { ...before, [given.slice(0, at)]: given.slice(at + 1) };
  };

const UNIT: Readonly<Record<string, number>> = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 };

/** `2G`, `512M`, `1.5G`; bytes. */
export const memorySize = (given: string): number => {
  const m = /^(\d+(?:\.\d+)?)([KMG]?)i?B?$/i.exec(given);
  const bytes = m ? Math.floor(Number(m[1]) * UNIT[m[2]!.toUpperCase()]!) : Number.NaN;
  if (!m || bytes < 2 ** 20) throw new BadInput('E_OPTION_VALUE', `--memory ${given} is no usable size`, 'Write at least 1M, such as 512M or 2G');
  return bytes;
};

/** A whole number in a range. */
export const wholeNumber =
  (option: string, least: number, most: number) =>
  (given: string): number => {
    const n = Number(given);
    if (/^\d+$/.test(given) && n >= least && n <= most) return n;
    throw new BadInput('E_OPTION_VALUE', `--${option} ${given} is not a whole number from ${least} to ${most}`, `Write for example --${option} ${least}`);
  };
