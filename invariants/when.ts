/** Conditions that several properties state. */
import { and, at, exists, not, type Expr, type Index } from '../checker/model/expression.ts';

/** Machine initialisation is over: the machine can run. */
export const ready: Expr = not(at('main', [], 'start', 'possible', 'cpus', 'gic', 'released', 'ged', 'fwCfg', 'loaded'));
/** The register block exists (after cpu_hotplug_hw_init). */
export const gedExists: Expr = not(at('main', [], 'start', 'possible', 'cpus', 'gic', 'released'));
/** The slot holds some object. */
export const occupied = (i: Index): Expr => not(at('slot', [i], 'cpu.null'));
/** Reference holders `gic.cpu`, `acpi.cpu`, ... of slot i name the same incarnation as the slot, or nothing if it is empty. */
export const sameAsSlot = (component: string, i: Index, region = 'cpu.'): Expr =>
  and(
    not(at(component, [i], `${region}dangling`)),
    { op: 'iff', a: at('slot', [i], 'cpu.null'), b: at(component, [i], `${region}null`) },
    { op: 'forall', bind: 'r', sort: 'incarnation', e: { op: 'iff', a: at('slot', [i], 'cpu.o{r}'), b: at(component, [i], `${region}o{r}`) } },
  );
/** Some object of the slot is realized. */
export const realized = (i: Index): Expr => exists('r', 'incarnation', at('object', [i, 'r'], 'life.realized'));
