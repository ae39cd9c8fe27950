/** How the machines of this folder are written down: finite regions, one line an event. Authoring only; no semantics of its own. */
import { createMachine, type AnyStateMachine } from 'xstate';

/**
 * What an event does in a region: a state name (the target from every state), or a map state -> target. A state that
 * the map leaves out does not accept the event: sending it there is a defect of the spec (rule R1), never a silent no-op.
 */
export type On = string | Readonly<Record<string, string>>;

/** One finite region: its states, where it starts, and its events. */
export interface Region {
  readonly initial: string;
  readonly states: readonly string[];
  readonly on: Readonly<Record<string, On>>;
}

export const region = (initial: string, states: readonly string[], on: Readonly<Record<string, On>>): Region => ({ initial, states, on });

const node = (r: Region) => ({
  initial: r.initial,
  states: Object.fromEntries(
    r.states.map((s) => [
      s,
      {
        on: Object.fromEntries(
          Object.entries(r.on).flatMap(([event, on]) => {
            const target = typeof on === 'string' ? on : on[s];
            return target === undefined ? [] : [[event, { target }]];
          }),
        ),
      },
    ]),
  ),
});

/** A machine of independent parallel regions. */
export const parallel = (id: string, regions: Readonly<Record<string, Region>>): AnyStateMachine =>
  createMachine({ id, type: 'parallel', states: Object.fromEntries(Object.entries(regions).map(([k, r]) => [k, node(r)])) }) as AnyStateMachine;

/** A machine with a single region. */
export const flat = (id: string, r: Region): AnyStateMachine => createMachine({ id, ...node(r) }) as AnyStateMachine;

/** Every state of `states` maps to itself: the event is accepted and changes nothing. */
export const stay = (states: readonly string[]): Record<string, string> => Object.fromEntries(states.map((s) => [s, s]));

/** 0 .. n-1. */
export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
