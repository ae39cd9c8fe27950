/** `_STA`.Present: the guest may never see a possible CPU disappear. */
import { at, forall, implies } from '../checker/model/expression.ts';
import type { Property } from '../checker/model/property.ts';
import { gedExists } from './when.ts';

export const presence: readonly Property[] = [
  {
    id: 'PresentAlwaysOne',
    text: 'Every possible CPU is ACPI-present at every time: _STA bit 0 reads 1 from the moment the register block exists.',
    source: 'Q.I17; K.I2; cover letter IV, E6a; ACPI-persistence patch',
    kind: 'always',
    expr: implies(gedExists, forall('i', 'slot', at('acpi', ['i'], 'present.yes'))),
  },
  {
    id: 'EnabledImpliesPresent',
    text: 'A CPU that is ACPI-enabled is ACPI-present.',
    source: 'Q.I21; _STA semantics',
    kind: 'always',
    expr: forall('i', 'slot', implies(at('acpi', ['i'], 'enabled.yes'), at('acpi', ['i'], 'present.yes'))),
  },
];
