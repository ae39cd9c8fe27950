/** What a report draws and explains beside the verdicts. Only records of `check --exhibits` have it. */
import { z } from 'zod';
import { MutationRecord } from './mutation.ts';
import { CompositionPicture, MachinePicture, StatesPicture } from './picture.ts';

const Number = z.number().int().nonnegative();

/** A condition in a state of a trace, or on its last step. */
export interface ClaimNode {
  readonly op: 'and' | 'or' | 'not' | 'iff' | 'implies' | 'leaf';
  /** C-like; of a leaf only. */
  readonly text: string;
  readonly holds: boolean;
  /** It is this part that makes the whole what it is. */
  readonly decides: boolean;
  readonly parts: readonly ClaimNode[];
}
export const ClaimNode: z.ZodType<ClaimNode> = z.strictObject({
  op: z.enum(['and', 'or', 'not', 'iff', 'implies', 'leaf']),
  text: z.string(),
  holds: z.boolean(),
  decides: z.boolean(),
  get parts() {
    return z.array(ClaimNode);
  },
});

/** Of a trace: what could happen in each of its states, and why the rest could not. */
export const Explanation = z.strictObject({
  property: z.string(),
  configuration: z.string(),
  /** The property as it is there, `where` in words. */
  claim: z.strictObject({ where: z.string(), node: ClaimNode }).optional(),
  /**
   * Before the first step, and after each: actions (numbers in `actions` of the configuration) whose reason differs from the state before,
   * with the number of the new reason in `reasons`. Before the first state every action has reason 0.
   */
  states: z.array(z.array(z.tuple([Number, Number]))),
});
export type Explanation = z.infer<typeof Explanation>;

export const Exhibits = z.strictObject({
  machines: z.array(MachinePicture),
  composition: CompositionPicture,
  /** Named as the design names its views. */
  states: z.array(z.strictObject({ view: z.string(), configuration: z.string(), picture: StatesPicture })),
  /** Views that could not be drawn, and why. */
  undrawn: z.array(z.strictObject({ view: z.string(), reason: z.string() })),
  /** Labels of the actions of each configuration that has an explanation. */
  actions: z.record(z.string(), z.array(z.strictObject({ label: z.string(), family: z.string() }))),
  /** Sets of conjuncts that do not hold; 0 is the empty one: the action is enabled. */
  reasons: z.array(z.array(z.string())),
  /** Conditions as their authors wrote them: family, conjunct, text. */
  conditions: z.record(z.string(), z.record(z.string(), z.string())),
  explanations: z.array(Explanation),
  /** What mutation came to when it was last recorded (vcpuhp mutate). */
  mutation: MutationRecord.optional(),
});
export type Exhibits = z.infer<typeof Exhibits>;
