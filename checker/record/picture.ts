/** Pictures as data: what is drawn, without any drawing language. Writers in reports/picture turn them into text. */
import { z } from 'zod';

/** A state of a statechart; regions of a parallel state are its children. */
export interface ChartState {
  /** Dotted path, unique in the chart. */
  readonly path: string;
  readonly name: string;
  readonly kind: 'atomic' | 'compound' | 'parallel' | 'final';
  readonly initial?: string | undefined;
  readonly children: readonly ChartState[];
}
export const ChartState: z.ZodType<ChartState> = z.strictObject({
  path: z.string(),
  name: z.string(),
  kind: z.enum(['atomic', 'compound', 'parallel', 'final']),
  initial: z.string().optional(),
  get children() {
    return z.array(ChartState);
  },
});

/** Self-targets are no-ops by rule R3 and are left out of the chart. */
export const ChartEdge = z.strictObject({
  from: z.string(),
  to: z.string(),
  events: z.array(z.string()),
  /** In how many of the configurations looked at some search took it. */
  used: z.strictObject({ configurations: z.number().int(), of: z.number().int() }).optional(),
});
export type ChartEdge = z.infer<typeof ChartEdge>;

/** The statechart of one component. */
export const MachinePicture = z.strictObject({
  picture: z.literal('machine'),
  name: z.string(),
  doc: z.string(),
  source: z.string(),
  root: ChartState,
  edges: z.array(ChartEdge),
});
export type MachinePicture = z.infer<typeof MachinePicture>;

/** Who takes part in the same steps: components as boxes, shared actions as edges, grouped by process. */
export const CompositionPicture = z.strictObject({
  picture: z.literal('composition'),
  name: z.string(),
  title: z.string(),
  components: z.array(z.strictObject({ name: z.string(), index: z.array(z.string()), observer: z.boolean(), doc: z.string() })),
  edges: z.array(
    z.strictObject({
      from: z.string(),
      to: z.string(),
      /** Process family: `vcpu[k]`, indices taken out. */
      process: z.string(),
      actions: z.array(z.string()),
    }),
  ),
});
export type CompositionPicture = z.infer<typeof CompositionPicture>;

/** How states are folded: the design's phases, agreement on components, or that and agreement on what can come next. */
export const Level = z.enum(['phases', 'projection', 'quotient']);
export type Level = z.infer<typeof Level>;

/** The reachable states, seen from afar; `states` counts what is folded into a node. */
export const StatesPicture = z.strictObject({
  picture: z.literal('states'),
  name: z.string(),
  title: z.string(),
  level: Level,
  /** Components or instances looked at; [] for phases. */
  on: z.array(z.string()),
  /** False when the search was cut short. */
  complete: z.boolean(),
  nodes: z.array(
    z.strictObject({
      label: z.string(),
      states: z.number().int().positive(),
      initial: z.boolean(),
      /** Properties that some of the states violate. */
      violates: z.array(z.string()),
    }),
  ),
  /** Indices into `nodes`. */
  edges: z.array(z.strictObject({ from: z.number().int(), to: z.number().int(), actions: z.array(z.string()) })),
});
export type StatesPicture = z.infer<typeof StatesPicture>;

export const Picture = z.discriminatedUnion('picture', [MachinePicture, CompositionPicture, StatesPicture]);
export type Picture = z.infer<typeof Picture>;
