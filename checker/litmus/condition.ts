/**
 * Conditions of litmus files, as traces and reports print them (checker/ir/print.ts, C form):
 *
 *     gic[1].cpu == null        vcpu[0,0].thread != guest        main == idle
 *     exists(a: incarnation, slot[1].cpu == o{a} && object[1,a].life == realized)        for_all(i: slot, ...)
 *     done(name)        PropertyId (of kind always)        true        false        ! && || => <=> ( )
 */
import { and, at, exists, forall, FALSE, iff, implies, not, or, TRUE, type Expr, type Index } from '../model/expression.ts';
import type { Place, Refuse } from './text.ts';

/** The component that remembers whether a named step was taken. */
export const didStep = (name: string): string => `did ${name}`;
/** The step that such a component remembers. */
export const stepNamed = (component: string): string | undefined => (component.startsWith('did ') ? component.slice('did '.length) : undefined);
/** What stands for a property that a condition names; whoever composes the condition puts its expression there. */
export const predicateNamed = (e: Expr): string | undefined => (e.op === 'at' && e.of.component === PREDICATE ? e.states[0] : undefined);
const PREDICATE = 'property';

interface Token {
  readonly text: string;
  readonly at: Place;
}
const TOKEN = /\s+|<=>|=>|==|!=|&&|\|\||[!()[\],:.]|[\w{}-]+/y;

const tokens = (text: string, from: Place, refuse: Refuse): Token[] => {
  const out: Token[] = [];
  let { line, column } = from;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const start = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (!found) return refuse({ line, column }, 'E_LITMUS_CONDITION', `${JSON.stringify(text[start])} means nothing here`, 'See docs/litmus.md');
    if (found[0].trim()) out.push({ text: found[0], at: { line, column } });
    const newlines = found[0].split('\n');
    line += newlines.length - 1;
    column = newlines.length > 1 ? newlines.at(-1)!.length + 1 : column + found[0].length;
  }
  return [...out, { text: '', at: { line, column } }];
};

class Parser {
  readonly #tokens: readonly Token[];
  readonly #names: readonly string[];
  readonly #refuse: Refuse;
  #next = 0;

  constructor(all: readonly Token[], names: readonly string[], refuse: Refuse) {
    this.#tokens = all;
    this.#names = names;
    this.#refuse = refuse;
  }

  whole(): Expr {
    this.#take('(');
    const e = this.#expression();
    this.#take(')');
    if (this.#peek !== '') this.#fail('the condition ends before this');
    return e;
  }

  get #peek(): string {
    return this.#tokens[this.#next]!.text;
  }
  #fail(what: string): never {
    const { at: place, text } = this.#tokens[this.#next]!;
    return this.#refuse(place, 'E_LITMUS_CONDITION', `${what}${text ? `, not at ${JSON.stringify(text)}` : ', which is missing'}`, 'See docs/litmus.md');
  }
  #is(text: string): boolean {
    if (this.#peek !== text) return false;
    this.#next++;
    return true;
  }
  #take(text: string): void {
    if (!this.#is(text)) this.#fail(`${JSON.stringify(text)} belongs here`);
  }
  #word(what: string, pattern = /^[\w{}-]+$/): string {
    if (!pattern.test(this.#peek)) this.#fail(`${what} belongs here`);
    return this.#tokens[this.#next++]!.text;
  }

  #expression(): Expr {
    const a = this.#implication();
    return this.#is('<=>') ? iff(a, this.#implication()) : a;
  }
  #implication(): Expr {
    const a = this.#disjunction();
    return this.#is('=>') ? implies(a, this.#implication()) : a;
  }
  #disjunction(): Expr {
    const es = [this.#conjunction()];
    while (this.#is('||')) es.push(this.#conjunction());
    return es.length > 1 ? or(...es) : es[0]!;
  }
  #conjunction(): Expr {
    const es = [this.#factor()];
    while (this.#is('&&')) es.push(this.#factor());
    return es.length > 1 ? and(...es) : es[0]!;
  }
  #factor(): Expr {
    if (this.#is('!')) return not(this.#factor());
    if (this.#is('(')) {
      const e = this.#expression();
      this.#take(')');
      return e;
    }
    return this.#atom();
  }
  #atom(): Expr {
    const word = this.#word('a condition', /^[A-Za-z]\w*$/);
    if (word === 'true') return TRUE;
    if (word === 'false') return FALSE;
    if (word === 'exists' || word === 'for_all') {
      this.#take('(');
      const bind = this.#word('a variable', /^[a-z]\w*$/);
      this.#take(':');
      const sort = this.#word('a sort');
      this.#take(',');
      const e = this.#expression();
      this.#take(')');
      return (word === 'exists' ? exists : forall)(bind, sort, e);
    }
    if (word === 'done') return this.#done();
    const index = this.#index();
    // A word by itself is the name of a property.
    if (/^[A-Z]/.test(word)) return at(PREDICATE, [], word);
    const path: string[] = [];
    while (this.#is('.')) path.push(this.#word('a region'));
    const equal = this.#is('==');
    if (!equal && !this.#is('!=')) this.#fail('== or != belongs here');
    const e = at(word, index, [...path, this.#word('a state')].join('.'));
    return equal ? e : not(e);
  }
  #done(): Expr {
    this.#take('(');
    if (!this.#names.includes(this.#peek)) this.#fail(`the name of a step (${this.#names.join(', ') || 'none has one'}) belongs here`);
    const name = this.#word('the name of a step');
    this.#take(')');
    return at(didStep(name), [], 'yes');
  }
  #index(): Index[] {
    if (!this.#is('[')) return [];
    const out: Index[] = [];
    do {
      const word = this.#word('an index');
      out.push(/^\d+$/.test(word) ? Number(word) : word);
    } while (this.#is(','));
    this.#take(']');
    return out;
  }
}

/** Read a condition in parentheses; `names` are those of steps. */
export const parseCondition = (text: string, from: Place, names: readonly string[], refuse: Refuse): Expr => new Parser(tokens(text, from, refuse), names, refuse).whole();
