/**
 * The language of mappings: how the lines of one kind of recording are read as behaviour of a model. A mapping is plain
 * data; which CPU, register or command is meant is said there and nowhere in this folder.
 *
 * Two halves. `lines`: what a line means, kind by kind, and every kind must be there. `steps`: which lines an action of
 * the model leaves behind, in the order in which the code emits them. From the second half follows what may be
 * inferred: an action that would have left a line behind cannot have happened without it.
 */
import { z } from 'zod';
import type { Expr } from '../model/expression.ts';
import { ModelError } from '../model/model-error.ts';
import { fieldSchema } from './field.ts';

const expr = z.custom<Expr>((v) => typeof v === 'object' && v !== null && typeof (v as { op?: unknown }).op === 'string', 'an expression of the model language');
/** Variable of the line, constant, or a value of a closed list: what a parameter of an action is compared with. */
const argument = z.union([z.string(), z.number(), z.strictObject({ is: z.string() })]);
const args = z.record(z.string(), argument);
const each = z.record(z.string(), z.string());

const emission = z.strictObject({
  line: z.string(),
  /** Parameter of the action (or variable of `each`) -> what the line must say. */
  args: args.default({}),
  /** Variable of the line -> the number it must have. */
  is: z.record(z.string(), z.number()).default({}),
  /** One such line for every value that satisfies `where` before the step, in any order. */
  each: each.optional(),
  where: expr.optional(),
  /** ... and this after it. */
  whereAfter: expr.optional(),
  /** Holds before and after the step; variables: of the line, of `each`, and the parameters. */
  before: expr.optional(),
  after: expr.optional(),
  /** Variables of this line that later lines of the step are read with. */
  keep: z.array(z.string()).default([]),
});

/** Something that a command brings about between its call and its return, in the order given. */
const part = z.union([
  /** An action of this family with these arguments; parameters not named are free. */
  z.strictObject({
    action: z.string(),
    args: args.default({}),
    before: expr.optional(),
    after: expr.optional(),
    /** Lines left behind by the step as part of this command, in place of what `steps` says; read with the command's variables too. */
    emits: z.array(emission).optional(),
  }),
  /** No action: this held at some moment in between; with `each`, for all values. */
  z.strictObject({ check: expr, each: each.optional(), bind: z.record(z.string(), fieldSchema).optional() }),
]);

const meaning = z.union([
  /** A trace point: some step of the model must leave it behind, see `steps`. */
  z.strictObject({ when: expr.optional(), trace: z.literal(true) }),
  /** A command. One of the alternatives is what it did. `unanswered`: nobody gave or awaits an answer. */
  z.strictObject({ when: expr.optional(), call: z.array(z.array(part)).min(1), unanswered: expr.optional() }),
  /** This holds then; with `each`, for all values. */
  z.strictObject({ when: expr.optional(), state: expr, each: each.optional(), bind: z.record(z.string(), fieldSchema).optional() }),
  /** No meaning for the model, and why. */
  z.strictObject({ when: expr.optional(), ignored: z.string().min(1) }),
]);

const lineRule = z.strictObject({
  doc: z.string().optional(),
  bind: z.record(z.string(), fieldSchema).default({}),
  /** The first whose `when` holds counts. None: the line is unmapped, and the recording is refused. */
  cases: z.array(meaning).min(1),
});

const stepRule = z.strictObject({
  action: z.string(),
  /** Only for these arguments (parameters not named are free) ... */
  args: args.default({}),
  /** ... and where this holds before the step; of several rules for an action the first that fits counts. */
  when: expr.optional(),
  emits: z.array(emission),
});

export const mappingSchema = z.strictObject({
  name: z.string(),
  doc: z.string(),
  /** Which recordings it is for, design and configuration, from the first line and the line `start` (or what the recording says in its place). */
  setup: z.strictObject({
    start: z.string(),
    /** Over the variables of `bind`: is the mapping for this recording? */
    applies: expr,
    /** Known in every line too. */
    bind: z.record(z.string(), fieldSchema),
    /** Likewise: 1 if in some line of this kind the field has this value, else 0. */
    seen: z.record(z.string(), z.strictObject({ line: z.string(), field: fieldSchema, is: z.union([z.number(), z.string()]) })).default({}),
    /** Likewise: 1 if the system that it is held against has a component of this name, else 0. */
    knows: z.record(z.string(), z.string()).default({}),
    design: fieldSchema,
    labels: z.record(z.string(), fieldSchema),
    /**
     * Several systems in one recording, told apart by the field at `path`: they are followed one after the other in this order,
     * each to its end. A line without that field is of the first; a system that is not named here is not followed.
     */
    systems: z.strictObject({ path: z.string(), order: z.array(z.string()).min(1) }).optional(),
  }),
  /**
   * Kinds of lines that the recorder would have written, commands apart; `when` over the variables of `setup`. With `ifAny` only if
   * the recording has a line of one of these kinds: they are switched on together, and at least one comes in every run.
   */
  recorded: z.array(z.strictObject({ when: expr.optional(), lines: z.array(z.string()), ifAny: z.literal(true).optional() })),
  /** Kinds that it would not have written after all. Commands are recorded unless they are named here: what only a command does then happens unseen. */
  unrecorded: z.array(z.strictObject({ when: expr.optional(), lines: z.array(z.string()) })).default([]),
  /** By kind, `source/name`; `source/*` for all names of a source that have no rule of their own. */
  lines: z.record(z.string(), lineRule),
  steps: z.array(stepRule),
  /** Families caused by guest, operator or a fault that may nevertheless be inferred (`when`: over the variables of `setup`), and why. */
  inferred: z.array(z.strictObject({ when: expr.optional(), families: z.array(z.string()), reason: z.string().min(1) })).default([]),
});

/** What is known not to be explained, and why: part of a recording, or a whole virtual machine in it. */
export const outsideSchema = z.array(
  z.strictObject({
    /** Regular expression for the recording's file name. */
    recordings: z.string(),
    vm: z.string().optional(),
    /** From the first line of this kind on, or from this `seq` on; nothing: all lines. */
    from: z.union([z.strictObject({ line: z.string() }), z.strictObject({ seq: z.number() })]).optional(),
    /** Up to and including the first line of this kind. */
    until: z.strictObject({ line: z.string() }).optional(),
    /** Only lines whose kind this regular expression fits. */
    lines: z.string().optional(),
    reason: z.string().min(1),
  }),
);

export type Mapping = z.infer<typeof mappingSchema>;
/** As an author writes it: what has a default may be left out. */
export type MappingSource = z.input<typeof mappingSchema>;
export type Meaning = z.infer<typeof meaning>;
export type Part = z.infer<typeof part>;
export type ActionPart = Extract<Part, { action: string }>;
export type CheckPart = Extract<Part, { check: Expr }>;
export type StepRule = z.infer<typeof stepRule>;
export type Emission = z.infer<typeof emission>;
export type Argument = z.infer<typeof argument>;
export type Outside = z.infer<typeof outsideSchema>;

export const parseMapping = (source: unknown): Mapping => {
  const parsed = mappingSchema.safeParse(source);
  if (parsed.success) return parsed.data;
  throw new ModelError('E_MAPPING', `the mapping is not well formed: ${z.prettifyError(parsed.error)}`, { fix: 'Write it as checker/conform/mapping.ts describes' });
};
