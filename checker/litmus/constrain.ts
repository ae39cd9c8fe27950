/**
 * The system in which a scenario happens: what operator, guest and faults do is only what the scenario lists, in its order, each
 * step at most once; what the system does by itself is free. Each thread is a component that counts its steps.
 */
import { createMachine, type AnyStateMachine } from 'xstate';
import { compose } from '../compile/compose.ts';
import { nearest } from '../compile/suggest.ts';
import type { Expr } from '../model/expression.ts';
import type { Ir, IrAction, IrExpr } from '../model/ir.ts';
import { isModelError } from '../model/model-error.ts';
import type { Component, System } from '../model/system.ts';
import { didStep, predicateNamed } from './condition.ts';
import type { Alternative, Scenario } from './scenario.ts';
import { LitmusError } from './text.ts';

export interface Constrained {
  readonly ir: Ir;
  readonly condition: IrExpr;
  /** All steps were taken. */
  readonly complete: IrExpr;
}

const counter = (id: string, length: number): AnyStateMachine =>
  createMachine({ id, initial: '0', states: Object.fromEntries(Array.from({ length: length + 1 }, (_, k) => [String(k), k < length ? { on: { step: { target: String(k + 1) } } } : {}])) }) as AnyStateMachine;
const flag = (id: string): AnyStateMachine => createMachine({ id, initial: 'no', states: { no: { on: { step: { target: 'yes' } } }, yes: { on: { step: { target: 'yes' } } } } }) as AnyStateMachine;
const component = (name: string, doc: string, machine: AnyStateMachine): Component => ({ name, doc, source: 'the litmus file', index: [], machine: () => machine, file: import.meta.url });

const threadName = (name: string): string => `thread ${name}`;
const BEFORE = threadName('before');

/** The expression with the properties that it names put in. */
const resolved = (e: Expr, predicate: (name: string) => Expr): Expr => {
  const name = predicateNamed(e);
  if (name !== undefined) return predicate(name);
  switch (e.op) {
    case 'not':
    case 'forall':
    case 'exists':
      return { ...e, e: resolved(e.e, predicate) };
    case 'and':
    case 'or':
      return { ...e, es: e.es.map((x) => resolved(x, predicate)) };
    case 'implies':
    case 'iff':
      return { ...e, a: resolved(e.a, predicate), b: resolved(e.b, predicate) };
    default:
      return e;
  }
};

/** `*` stands for anything. */
const matcher = (pattern: string): RegExp => new RegExp(`^${pattern.split('*').map((p) => p.replace(/[.[\]()+?^${}|\\]/g, '\\$&')).join('.*')}$`);

/** The system of the scenario. Throws LitmusError: E_LITMUS_STEP for a step that no action is, E_LITMUS_CONDITION for a condition that cannot be said of this system. */
export const constrain = (system: System, scenario: Scenario): Constrained => {
  const { file, conditionAt } = scenario;
  const threads = [{ name: BEFORE, steps: scenario.before }, ...scenario.threads.map((t) => ({ name: threadName(t.name), steps: t.steps }))];
  const names = [...new Set(threads.flatMap((t) => t.steps.flat()).flatMap((a) => a.name ?? []))];
  const predicate = (name: string): Expr => {
    const found = system.properties.find((p) => p.id === name);
    if (found?.kind === 'always') return found.expr;
    const always = system.properties.flatMap((p) => (p.kind === 'always' ? p.id : []));
    throw new LitmusError(file, conditionAt, 'E_LITMUS_CONDITION', `${name} is no property of kind always that this system is held to`, nearest(name, always) ? `Did you mean ${nearest(name, always)}?` : 'See: vcpuhp list properties');
  };
  const composed = (): Ir => {
    try {
      return compose({
        ...system,
        companions: [],
        components: [...system.components, ...threads.map((t) => component(t.name, 'how many of its steps have been taken', counter(t.name, t.steps.length))), ...names.map((n) => component(didStep(n), 'the step was taken', flag(didStep(n))))],
        properties: [{ id: 'Condition', text: scenario.text, source: file, kind: 'sometimes', expr: resolved(scenario.condition, predicate) }],
      });
    } catch (e) {
      if (isModelError(e) && e.where['property'] === 'Condition') throw new LitmusError(file, conditionAt, 'E_LITMUS_CONDITION', e.message, 'Name components and states as traces of this design do');
      throw e;
    }
  };
  const ir = composed();
  const instance = (name: string): number => ir.instances.findIndex((i) => i.name === name);
  const event = (name: string): number => ir.tables[ir.instances[instance(name)]!.table]!.events.indexOf('step');
  const states = (name: string): readonly string[] => ir.tables[ir.instances[instance(name)]!.table]!.states;
  const counts = (name: string, n: number): IrExpr => ({ op: 'in', instance: instance(name), states: [states(name).indexOf(String(n))] });
  const ended = counts(BEFORE, scenario.before.length);

  const steps = threads.flatMap((t) => t.steps.flatMap((line, k) => line.map((alternative) => ({ thread: t.name, k, line, alternative, label: matcher(alternative.pattern) }))));
  const used = new Set<readonly Alternative[]>();
  const environment = ir.actions.filter((a) => a.cause !== 'system');
  const scheduled = (a: IrAction): IrAction[] =>
    steps
      .filter((s) => s.label.test(a.label))
      .map((s) => {
        used.add(s.line);
        return {
          ...a,
          guard: [...a.guard, { name: 'scenario', e: { op: 'and', es: [counts(s.thread, s.k), ...(s.thread === BEFORE ? [] : [ended])] } }],
          effects: [...a.effects, ...[s.thread, ...(s.alternative.name ? [didStep(s.alternative.name)] : [])].map((n) => ({ instance: instance(n), cases: [{ event: event(n) }] }))],
        };
      });
  const actions = ir.actions.flatMap((a) => (a.cause === 'system' ? [a] : scheduled(a)));
  // Of a line's alternatives one design may have this, another that.
  const unknown = steps.find((s) => !used.has(s.line))?.alternative;
  if (unknown) {
    const near = nearest(unknown.pattern, environment.map((a) => a.label));
    throw new LitmusError(file, unknown.at, 'E_LITMUS_STEP', `no operator, guest or fault does ${unknown.pattern} in this configuration`, near ? `Did you mean ${near}?` : 'See: vcpuhp list actions');
  }
  const { when, e } = ir.properties[0]!.parts[0]!;
  return {
    ir: { ...ir, actions, properties: [] },
    condition: { op: 'and', es: [when, e] },
    complete: { op: 'and', es: threads.map((t) => counts(t.name, t.steps.length)) },
  };
};

/** Regions of components that a condition looks at, by component; none named: all of it. */
export const regionsOf = (e: Expr, found = new Map<string, Set<string>>()): Map<string, Set<string>> => {
  if (e.op === 'at') for (const s of e.states) found.set(e.of.component, (found.get(e.of.component) ?? new Set()).add(s.includes('.') ? s.split('.')[0]! : ''));
  if ('e' in e) regionsOf(e.e, found);
  if ('es' in e) for (const x of e.es) regionsOf(x, found);
  if ((e.op === 'implies' || e.op === 'iff')) [e.a, e.b].forEach((x) => regionsOf(x, found));
  return found;
};

