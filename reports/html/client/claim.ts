/** The condition that a trace breaks, with the part that decides marked. */
import type { ClaimNode, Explanation } from '../../../checker/record/exhibits.ts';
import type { Trace } from '../../../checker/record/trace.ts';
import { h } from './dom.ts';

const SAYS = { and: 'all of', or: 'one of', not: 'not', iff: 'both or neither of', implies: 'if the first, then the second', leaf: '' } as const;

const node = (n: ClaimNode): HTMLElement => {
  const value = n.holds ? 'true' : 'false';
  const marked = n.decides && n.op === 'leaf';
  return h('li', { class: marked ? 'decides' : undefined }, h('span', { class: 'what' }, n.op === 'leaf' ? n.text : SAYS[n.op]), ` ${value}${marked ? ', decides' : ''}`, n.parts.length > 0 && h('ul', {}, n.parts.map(node)));
};

export const claim = (trace: Trace, explained: Explanation['claim']): HTMLElement => {
  const heading = trace.kind === 'witness' ? 'What was to be reached' : 'What is violated';
  if (explained) return h('div', { class: 'panel claim' }, h('h4', {}, `${heading}, ${explained.where}`), h('ul', {}, node(explained.node)));
  if (!trace.claim) return h('div', {});
  return h('div', { class: 'panel claim' }, h('h4', {}, heading), h('p', {}, trace.claim));
};
