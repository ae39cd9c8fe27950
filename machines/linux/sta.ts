/** The end of an evaluation of `_STA`, as the guest kernel sees it: conditions of the flags read that completes it. */
import { and, at, exists, or, type Expr } from '../../checker/model/expression.ts';

/** CSTA(s) ends with this read: the second one, or the first where the CPU is not present (hw/acpi/cpu.c:520-550). */
export const staEnds = (s: string): Expr => or(at('aml', [], `staEn-{${s}}`), and(at('aml', [], `staPres-{${s}}`), at('acpi', [s], 'present.no')));
/** It gives 0xF: present and enabled. */
export const staEnabled = (s: string): Expr => and(at('aml', [], `staEn-{${s}}`), at('acpi', [s], 'enabled.yes'));
/** It gives 0xD: present, not enabled. */
export const staDisabled = (s: string): Expr => and(at('aml', [], `staEn-{${s}}`), at('acpi', [s], 'enabled.no'));
/** It gives 0. */
export const staAbsent = (s: string): Expr => and(at('aml', [], `staPres-{${s}}`), at('acpi', [s], 'present.no'));
/** For some CPU. */
export const some = (what: (s: string) => Expr): Expr => exists('s', 'slot', what('s'));
