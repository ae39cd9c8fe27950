/** The Big QEMU Lock, as far as a section under it spans several actions (R9). A section that is one action needs no holder. */
import type { Component } from '../checker/model/system.ts';
import { flat, region } from './region.ts';

export const bql: Component = {
  name: 'bql',
  doc: 'Big QEMU Lock: who holds it between two actions of one section',
  source: 'system/cpus.c:63 (bql), 507-547 (bql_lock, bql_unlock)',
  index: [],
  machine: () => flat('bql', region('main', ['free', 'main', 'vcpu'], { 'main takes': { free: 'main' }, 'vcpu takes': { free: 'vcpu' }, 'main drops': { main: 'free' }, 'vcpu drops': { vcpu: 'free' } })),
  file: import.meta.url,
};
