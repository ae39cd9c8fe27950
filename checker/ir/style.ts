/** Two ways to write a condition: as C would, and as a sentence. */

export interface Style {
  /** The instance is in one of the paths. */
  readonly at: (instance: string, paths: readonly string[]) => string;
  readonly notAt: (instance: string, paths: readonly string[]) => string;
  readonly constant: (value: boolean) => string;
  readonly not: (e: string) => string;
  readonly and: (es: readonly string[]) => string;
  readonly or: (es: readonly string[]) => string;
  readonly implies: (a: string, b: string) => string;
  readonly iff: (a: string, b: string) => string;
  readonly cmp: (rel: '=' | '!=' | '<' | '<=', a: string, b: string) => string;
  readonly forall: (bind: string, sort: string, e: string) => string;
  readonly exists: (bind: string, sort: string, e: string) => string;
  readonly first: (at: string, bind: string, sort: string, from: string, where: string) => string;
  readonly next: (e: string) => string;
  readonly taken: (action: string) => string;
  readonly value: (instance: string, region: string) => string;
  readonly count: (bind: string, sort: string, where: string) => string;
  readonly bool: (e: string) => string;
  readonly sum: (terms: readonly string[]) => string;
}

/** `gic[i].cpu == null`: region and state are told apart as member and value. */
const member = (instance: string, path: string, rel: string): string => {
  const cut = path.lastIndexOf('.');
  return cut < 0 || path.includes(' ') ? `${instance} ${rel} ${path}` : `${instance}.${path.slice(0, cut)} ${rel} ${path.slice(cut + 1)}`;
};
const wrapped = (parts: readonly string[], by: string): string => (parts.length === 1 ? parts[0]! : `(${parts.join(by)})`);

export const C: Style = {
  at: (i, paths) => wrapped(paths.map((p) => member(i, p, '==')), ' || '),
  notAt: (i, paths) => wrapped(paths.map((p) => member(i, p, '!=')), ' && '),
  constant: String,
  not: (e) => (e.startsWith('(') ? `!${e}` : `!(${e})`),
  and: (es) => wrapped(es, ' && '),
  or: (es) => wrapped(es, ' || '),
  implies: (a, b) => `(${a} => ${b})`,
  iff: (a, b) => `(${a} == ${b})`,
  cmp: (rel, a, b) => `${a} ${rel === '=' ? '==' : rel} ${b}`,
  forall: (bind, sort, e) => `for_all(${bind}: ${sort}, ${e})`,
  exists: (bind, sort, e) => `exists(${bind}: ${sort}, ${e})`,
  first: (at, bind, sort, from, where) => `${at} == first(${bind}: ${sort} from ${from}, ${where})`,
  next: (e) => `next(${e})`,
  taken: (a) => `taken(${a})`,
  value: (i, region) => `value(${region ? `${i}.${region}` : i})`,
  count: (bind, sort, where) => `count(${bind}: ${sort}, ${where})`,
  bool: (e) => `(int)${e.startsWith('(') ? e : `(${e})`}`,
  sum: (ts) => wrapped(ts, ' + '),
};

const listed = (parts: readonly string[], word: string): string =>
  parts.length <= 1 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1)}`;

export const ENGLISH: Style = {
  at: (i, paths) => `${i} is in ${listed(paths, 'or')}`,
  notAt: (i, paths) => `${i} is not in ${listed(paths, 'or')}`,
  constant: (v) => (v ? 'always' : 'never'),
  not: (e) => `not (${e})`,
  and: (es) => (es.length === 1 ? es[0]! : `(${es.join(' and ')})`),
  or: (es) => (es.length === 1 ? es[0]! : `(${es.join(' or ')})`),
  implies: (a, b) => `(if ${a} then ${b})`,
  iff: (a, b) => `(${a} exactly when ${b})`,
  cmp: (rel, a, b) => `${a} ${{ '=': 'is', '!=': 'is not', '<': 'is below', '<=': 'is at most' }[rel]} ${b}`,
  forall: (bind, sort, e) => `for every ${sort} ${bind}: ${e}`,
  exists: (bind, sort, e) => `for some ${sort} ${bind}: ${e}`,
  first: (at, bind, sort, from, where) => `${at} is the first ${sort} ${bind}, going round from ${from}, where ${where}`,
  next: (e) => `after the step ${e}`,
  taken: (a) => `the step is ${a}`,
  value: (i, region) => `the number of ${region ? `${i}.${region}` : i}`,
  count: (bind, sort, where) => `the number of ${sort}s ${bind} where ${where}`,
  bool: (e) => `(1 if ${e}, else 0)`,
  sum: (ts) => ts.join(' plus '),
};
