/** docs/properties.md: each numbered fact beside the properties that state it, or the reason why none does; UPDATE_GOLDEN=1 writes the table anew. */
import assert from 'node:assert/strict';
import { design } from '../../designs/rfc-v5.ts';
import { allMigrationProperties, progressProperties, properties as ofOneMachine } from '../../invariants/index.ts';
import { LISTED, UNSTATED } from '../../invariants/unstated.ts';
import { FAULTS } from '../properties/faults.ts';
import { LINUX_FAULTS } from '../properties/linux-faults.ts';
import { MIGRATION_FAULTS } from '../properties/migration-faults.ts';
import { PROGRESS_FAULTS } from '../properties/progress-faults.ts';
import { showsText, table } from './page.ts';

const FACT = /\b(?:Q\.[IL]|K\.[IP])\d+/g;

const properties = [...ofOneMachine, ...progressProperties, ...allMigrationProperties];
const ids = Object.entries(LISTED).flatMap(([list, n]) => Array.from({ length: n }, (_, i) => `${list}${i + 1}`));
const stating = (id: string): readonly string[] => properties.filter((p) => [...p.source.matchAll(FACT)].some(([cited]) => cited === id)).map((p) => p.id);
/** Why rfc-v5 violates it, or the first fault that does. */
const broken = (property: string): string => design.reasons?.[property] ?? `fault: ${[...FAULTS, ...LINUX_FAULTS, ...MIGRATION_FAULTS, ...PROGRESS_FAULTS].find((f) => f.property === property)?.fault ?? ''}`;

const facts = (): string => table(['fact', 'property', 'violated by', 'not stated, and why'], ids.map((id) => [id, stating(id).join('<br>'), stating(id).map(broken).join('<br>'), UNSTATED[id] ?? '']));

describe('docs/properties.md', () => {
  it('has a property or a reason for each fact of the lists', () => assert.deepEqual(ids.filter((id) => stating(id).length === 0 && !UNSTATED[id]), []));
  it('gives reasons for facts of the lists only', () => assert.deepEqual(Object.keys(UNSTATED).filter((id) => !ids.includes(id)), []));
  it('cites no fact that the lists have not', () =>
    assert.deepEqual(
      properties.flatMap((p) => [...p.source.matchAll(FACT)].map(([cited]) => cited)).filter((cited) => !ids.includes(cited)),
      [],
    ));
  showsText('docs/properties.md', 'facts', facts, 'shows what the properties cite');
});
