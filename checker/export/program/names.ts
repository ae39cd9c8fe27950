/**
 * Identifiers for other languages. Letters and digits of the model's name are kept, everything between them becomes one
 * `_`; a name that is taken or reserved gets `_2`, `_3`, ... So no two things ever share an identifier, and equal models
 * get equal ones.
 */

/** Words that no identifier may be, whatever their case: of Promela, Murphi, C, and what the generated C defines for itself. */
const RESERVED = new Set(
  (
    'active assert atomic bit bool break byte c_code c_decl c_expr c_state c_track chan d_step do d_proctype else empty enabled eval false fi for full get_priority goto hidden if in init ' +
    'inline int len local ltl mtype nempty never nfull notrace np_ od of pc_value pid print printf printm priority proctype provided return run select set_priority short show skip ' +
    'stdin timeout trace true typedef unless unsigned xr xs always eventually until weakuntil stronguntil release next implies equivalent timeout asked property system ' +
    'alias array assume begin boolean by case clear const cover deadlock elsif end endalias endfor endfunction endif endprocedure endrecord endrule endruleset endstartstate endswitch endwhile ' +
    'enum error exists forall function function invariant ismember isundefined liveness multiset multisetadd multisetcount multisetremove multisetremovepred put procedure record rule ruleset ' +
    'scalarset startstate switch then to type undefine union var while ' +
    'auto char continue default double extern float long register restrict signed sizeof static struct void volatile asm typeof linux unix i386 errno null main now depth max min'
  ).split(/\s+/),
);

export class Names {
  readonly #taken = new Set<string>();

  /** The identifier of a thing; never the same twice. */
  take(...parts: readonly string[]): string {
    const stem = identifier(parts.join('_'));
    let name = stem;
    for (let k = 2; this.#taken.has(name) || RESERVED.has(name.toLowerCase()); k++) name = `${stem}_${k}`;
    this.#taken.add(name);
    return name;
  }
}

const identifier = (text: string): string => {
  const words = text.replaceAll(/[^A-Za-z0-9]+/g, '_').replaceAll(/^_+|_+$/g, '');
  return /^[A-Za-z]/.test(words) ? words : `x_${words}`;
};
