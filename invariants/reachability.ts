/** The model is alive: normal use is reachable, and quiescence is met in every phase of a slot's life (R12). */
import { and, at, exists, forall, implies, lt, not, type Expr } from '../checker/model/expression.ts';
import type { Property } from '../checker/model/property.ts';
import { quiescentSlot } from '../machines/conditions.ts';
import { occupied, ready } from './when.ts';

/** A `sometimes` property. */
export const some = (id: string, text: string, source: string, expr: Expr): Property => ({ id, text, source, kind: 'sometimes', expr });
/** It can happen to the first hot-pluggable slot; one is enough, and the others need not be looked at. */
export const hot = (e: Expr): Expr => exists('i', 'slot', and(at('kind', ['i'], 'hot'), forall('j', 'slot', implies(lt('j', 'i'), not(at('kind', ['j'], 'hot')))), e));

export const reachabilityProperties: readonly Property[] = [
  some('CanPlug', 'A hot-pluggable slot can be plugged and come to rest.', 'Q.0.4', hot(and(quiescentSlot('i'), occupied('i')))),
  some('CanOnline', 'A hot-plugged CPU can run guest code.', 'Q.0.4', hot(and(occupied('i'), exists('x', 'incarnation', at('vcpu', ['i', 'x'], 'thread.guest'))))),
  some('CanPowerOff', 'A hot-plugged CPU can be powered off again with its insert event seen.', 'Q.0.4', hot(and(occupied('i'), quiescentSlot('i'), at('inserting', ['i'], 'no')))),
  some('CanRequestRemoval', 'A removal request can be pending.', 'Q.4.1', hot(at('removing', ['i'], 'yes'))),
  some('CanEject', 'A CPU can be under eject, with the ejecting thread waiting for its thread.', 'Q.4.3', hot(exists('x', 'incarnation', at('object', ['i', 'x'], 'life.unrealizing')))),
  some('CanReplug', 'A slot that was unplugged can be plugged again.', 'Q.L4; observed (component ejected)', hot(and(at('ejected', ['i'], 'yes'), occupied('i')))),
  some('QuiescentWhenUnplugged', 'An unplugged slot comes to rest while the machine runs.', 'R12', and(ready, at('runstate', [], 'running'), hot(and(quiescentSlot('i'), not(occupied('i')))))),
];
