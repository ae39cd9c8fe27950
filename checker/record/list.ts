/** What `list --json` prints. */
import { z } from 'zod';

const document = <S extends z.ZodRawShape>(of: string, item: S) =>
  z.strictObject({ format: z.literal('vcpuhp-list'), version: z.literal(1), of: z.literal(of), items: z.array(z.strictObject(item)) });

/** In how many of the designs asked for the item stands. */
const designs = z.array(z.string());

export const LISTS = {
  designs: document('designs', { name: z.string(), title: z.string(), source: z.string(), configurations: z.number().int(), violates: z.array(z.string()) }),
  properties: document('properties', { id: z.string(), kind: z.string(), text: z.string(), source: z.string(), scope: z.string(), designs }),
  machines: document('machines', { name: z.string(), index: z.array(z.string()), observer: z.boolean(), doc: z.string(), source: z.string(), designs }),
  actions: document('actions', { name: z.string(), process: z.string(), cause: z.string(), fn: z.string(), source: z.string(), designs }),
  configurations: document('configurations', { design: z.string(), id: z.string(), tier: z.string(), labels: z.record(z.string(), z.string()), title: z.string() }),
} as const;

export type ListName = keyof typeof LISTS;
export type ListItem<L extends ListName> = z.infer<(typeof LISTS)[L]>['items'][number];
