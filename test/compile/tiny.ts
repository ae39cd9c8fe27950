/** The smallest systems that a test can do with. */
import { createMachine, type AnyStateMachine } from 'xstate';
import type { Expr } from '../../checker/model/expression.ts';
import type { Property } from '../../checker/model/property.ts';
import type { Action, Component, Effect, System } from '../../checker/model/system.ts';

/** A machine from a plain configuration, whatever is in it. */
export const machine = (config: unknown): AnyStateMachine => createMachine(config as never) as AnyStateMachine;

export const component = (name: string, config: unknown, more: Partial<Component> = {}): Component => ({
  name, doc: '', source: '', index: [], file: 'tiny.ts', machine: () => machine(config), ...more,
});

/** Two states and the way there and back. */
export const lamp = (name = 'lamp', more: Partial<Component> = {}): Component =>
  component(name, { initial: 'off', states: { off: { on: { press: 'on' } }, on: { on: { press: 'off' } } } }, more);

/** Regions a and b; `both` moves both, `left` only a, and only from a.no. */
export const pair = (name = 'pair', more: Partial<Component> = {}): Component =>
  component(name, {
    type: 'parallel',
    states: {
      a: { initial: 'no', states: { no: { on: { both: 'yes', left: 'yes' } }, yes: { on: { both: 'no' } } } },
      b: { initial: 'no', states: { no: { on: { both: 'yes' } }, yes: { on: { both: 'no' } } } },
    },
  }, more);

/** States 0 .. n-1; `up` goes to the next, from the last to `wrap` if given. */
export const counter = (name: string, n: number, more: Partial<Component> = {}, wrap?: number): Component =>
  component(name, {
    initial: '0',
    states: Object.fromEntries(Array.from({ length: n }, (_, k) => [String(k), { on: k + 1 < n ? { up: String(k + 1) } : wrap === undefined ? {} : { up: String(wrap) } }])),
  }, more);

export const action = (event: string, when: Record<string, Expr>, effects: readonly Effect[], more: Partial<Action> = {}): Action => ({
  component: 'env', index: [], event, params: [], process: 'env', when, effects, fn: '', source: '', ...more,
});

type PropertyBody = Property extends infer P ? (P extends Property ? Omit<P, 'id' | 'text' | 'source'> : never) : never;
export const property = (id: string, body: PropertyBody): Property => ({ id, text: '', source: '', ...body }) as Property;

export const system = (more: Partial<System> = {}): System => ({ name: 'tiny', sorts: { slot: 2 }, components: [lamp()], actions: [], properties: [], ...more });
