/** docs/left-out.md: searches that did not finish, as bench/results/undecided.json records them; UPDATE_GOLDEN=1 writes the table anew. */
import { outlook } from '../../checker/record/profile.ts';
import { number, recordOf, showsText, table } from './page.ts';

interface Row {
  readonly design: string;
  readonly configuration: string;
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  readonly levels: readonly number[];
  readonly cpuSeconds: number;
  readonly profile: { readonly components: readonly { readonly name: string; readonly times: number }[] };
}

const undecided = (): string =>
  table(
    ['design', 'configuration', 'states found', 'steps', 'levels', 'CPU s', 'without it fewer', 'outlook'],
    recordOf<{ rows: readonly Row[] }>('bench/results/undecided.json').rows.map((r) => {
      const most = [...r.profile.components].sort((a, b) => b.times - a.times).slice(0, 4);
      return [r.design, r.configuration, number(r.distinct), number(r.generated), String(r.depth), String(r.cpuSeconds), most.map((c) => `${c.name} ${c.times}`).join(', '), outlook(r.levels)];
    }),
  );

describe('docs/left-out.md', () => showsText('docs/left-out.md', 'undecided', undecided, 'shows what was not decided'));
