/** What a proof attempt came to: plain data, ready for JSON. */
import type { PropertyKind } from '../model/property.ts';

/**
 * `proved`: for every size from `Proof.from` on. `violated`: at the size named, with a trace of the enumerating engine. `unknown`: the
 * abstraction does not exclude it, and no violation was found at the sizes enumerated. `notAsked`: of a kind that an
 * over-approximation says nothing about, or it speaks of what the family leaves out.
 */
export type ProofVerdict = 'proved' | 'violated' | 'unknown' | 'notAsked';

/** One step of an abstract behaviour, as one value sees it. */
export interface AbstractStep {
  /** '' at the start. */
  readonly action: string;
  /** The value takes part in it, or somebody else does it. */
  readonly standsBy: boolean;
  /** `main: idle -> prePlug`; at the start, nothing. */
  readonly changes: readonly string[];
}

/** How the abstraction lost a property: the behaviour that it cannot exclude, and the rule that lets it in. */
export interface Spurious {
  /** Which obligation, of which values, at which action: `i=1 main.plug(1,0)`. */
  readonly at: string;
  readonly rule: string;
  /** Components that were looked at. */
  readonly over: readonly string[];
  readonly steps: readonly AbstractStep[];
}

export interface PropertyProof {
  readonly id: string;
  readonly kind: PropertyKind;
  readonly verdict: ProofVerdict;
  /** Conditions that had to be shown. */
  readonly obligations: number;
  /** Values that were looked at together: 1, or 2 after refinement. */
  readonly values?: number;
  /** `proved`: with a set in which each value knows how many others name it. */
  readonly namesCounted?: true;
  /** `proved`: with a set in which these components are split by who moved them last. */
  readonly split?: readonly string[];
  /** `notAsked`: why. `unknown`: why nothing could be said, where there is no behaviour to show. */
  readonly reason?: string;
  readonly spurious?: Spurious;
  /** `unknown`: the finest set that was begun and given up at a limit, if any: a larger limit may decide. */
  readonly givenUp?: Pick<Closed, 'values' | 'triples' | 'components'>;
  /** `violated`: the size, the number of steps, and the actions. */
  readonly concrete?: { readonly size: number; readonly depth: number; readonly actions: readonly string[] };
  /** Sizes at which the enumerating engine looked for a violation and found none. */
  readonly enumerated?: readonly number[];
}

/** One closed set of abstract states. */
export interface Closed {
  readonly values: number;
  readonly triples: number;
  readonly components: readonly string[];
  /** False: given up at the limit. */
  readonly complete: boolean;
  /** Milliseconds of CPU. */
  readonly cpuMs: number;
}

export interface Proof {
  readonly name: string;
  /** The sort of which there may be any number, and from how many on. */
  readonly sort: string;
  readonly from: number;
  /** Components that count the values of the sort, and are left out. */
  readonly leftOut: readonly string[];
  readonly closed: readonly Closed[];
  readonly properties: readonly PropertyProof[];
  /** Not everything was tried. */
  readonly interrupted?: true;
  /** Milliseconds of CPU. */
  readonly cpuMs: number;
}
