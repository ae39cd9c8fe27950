/** Values taken from a recorded line: the part of a mapping that reads field names. */
import { z } from 'zod';

/** A number, or the name of a member of a closed list of values. */
export type Value = number | string;

/**
 * A path (`args.idx`), a constant, or a path with one reading of what is found there. What is absent or does not fit
 * is `otherwise`; with no `otherwise` the variable stays unbound.
 */
export const fieldSchema = z.union([
  z.string().min(1),
  z.number(),
  z.strictObject({ path: z.string(), otherwise: z.union([z.number(), z.string()]) }),
  /** Bit `bit` of a number, 0 or 1. */
  z.strictObject({ path: z.string(), bit: z.number().int().min(0), otherwise: z.number().optional() }),
  /** 1 if there is something (null counts as nothing), else 0. */
  z.strictObject({ path: z.string(), present: z.literal(true) }),
  /** The group (default 1) of a regular expression, as a number if it looks like one. */
  z.strictObject({ path: z.string(), match: z.string(), group: z.number().int().optional(), otherwise: z.union([z.number(), z.string()]).optional() }),
  /** The groups of all matches of a regular expression, joined by '+'; none is `otherwise`. */
  z.strictObject({ path: z.string(), matches: z.string(), otherwise: z.string().optional() }),
  /** 1 if the value of this variable is in a list of numbers and ranges, `0-3,5`, else 0; for text that is no list, `otherwise`. */
  z.strictObject({ path: z.string(), lists: z.string(), otherwise: z.union([z.number(), z.string()]).optional() }),
  /** The value for the first regular expression that is found in the text. */
  z.strictObject({ path: z.string(), cases: z.array(z.tuple([z.string(), z.union([z.number(), z.string()])])), otherwise: z.union([z.number(), z.string()]).optional() }),
  z.strictObject({ path: z.string(), table: z.record(z.string(), z.union([z.number(), z.string()])), otherwise: z.union([z.number(), z.string()]).optional() }),
  /** The number itself if it is a value of the sort, else `otherwise`: a partition of a register's values. */
  z.strictObject({ path: z.string(), within: z.string(), otherwise: z.union([z.number(), z.string()]) }),
]);
export type Field = z.infer<typeof fieldSchema>;

/** What stands at a dotted path; numbers index arrays, negative ones from the end. */
export const at = (fields: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((v, key) => (Array.isArray(v) && /^-\d+$/.test(key) ? v.at(Number(key)) : typeof v === 'object' && v !== null ? (v as Record<string, unknown>)[key] : undefined), fields);

/** Read a field; undefined leaves the variable unbound. `{x}` in a path stands for the value of variable x, `{~x}` for -(x+1): counted from the end. */
export const readField = (field: Field, fields: unknown, sorts: Readonly<Record<string, number>>, bound: Readonly<Record<string, Value>> = {}): Value | undefined => {
  if (typeof field === 'number') return field;
  if (typeof field === 'string') return scalar(at(fields, fill(field, bound)));
  const found = at(fields, fill(field.path, bound));
  if ('present' in field) return found === undefined || found === null ? 0 : 1;
  if ('bit' in field) return typeof found === 'number' ? Math.floor(found / 2 ** field.bit) % 2 : field.otherwise;
  if ('match' in field) return numeric(new RegExp(field.match).exec(textOf(found))?.[field.group ?? 1]) ?? field.otherwise;
  if ('matches' in field) return [...textOf(found).matchAll(new RegExp(field.matches, 'g'))].map((m) => m[1] ?? m[0]).join('+') || field.otherwise;
  if ('lists' in field) return listed(textOf(found), bound[field.lists]) ?? field.otherwise;
  if ('cases' in field) return field.cases.find(([re]) => new RegExp(re).test(textOf(found)))?.[1] ?? field.otherwise;
  if ('table' in field) return field.table[textOf(found)] ?? field.otherwise;
  if ('within' in field) return typeof found === 'number' && Number.isInteger(found) && found >= 0 && found < (sorts[field.within] ?? 0) ? found : field.otherwise;
  return scalar(found) ?? field.otherwise;
};

const fill = (path: string, bound: Readonly<Record<string, Value>>): string =>
  path.replace(/\{(~?)(\w+)\}/g, (whole, back: string, name: string) => (name in bound ? String(back ? ~Number(bound[name]) : bound[name]) : whole));
const listed = (text: string, n: Value | undefined): number | undefined => {
  if (text === '') return 0;
  if (!/^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(text)) return undefined;
  return text.split(',').some((range) => {
    const [from, to = from] = range.split('-').map(Number);
    return Number(n) >= from! && Number(n) <= to!;
  })
    ? 1
    : 0;
};
const textOf = (v: unknown): string => (v === undefined || v === null ? '' : typeof v === 'object' ? JSON.stringify(v) : String(v as string | number | boolean));
const numeric = (s: string | undefined): Value | undefined => (s === undefined ? undefined : /^-?\d+$/.test(s) ? Number(s) : s);
const scalar = (v: unknown): Value | undefined =>
  typeof v === 'number' || typeof v === 'string' ? v : typeof v === 'boolean' ? (v ? 1 : 0) : undefined;
