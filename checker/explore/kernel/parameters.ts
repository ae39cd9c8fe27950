/**
 * Where the kernel (assembly/kernel.ts) finds what it works on: places in an array of 32-bit numbers that begins at {@link PARAMETERS}.
 * Read by both sides; names in the plural are addresses.
 */
export const PARAMETERS = 64;
/** Bytes in front of what is allocated. */
export const RESERVED = 4096;

/** Outcomes of a call: all is done; the state at {@link AT} needs what the kernel does not have; no room for what waits; the lists of steps are full. */
export const DONE = 0;
export const SLOW = 1;
export const ROOM = 2;
export const DRAIN = 3;

/** How a state is packed. */
export const WIDTH = 0;
export const BUNDLES = 1;
export const WORDS = 2;
export const SHIFTS = 3;
export const MASKS = 4;
/** By bundle: valuations that all tables here know. */
export const KNOWN = 5;

/** The store: chunks of states, parents and actions, and the hash. */
export const CHUNKS = 6;
export const PARENTS = 7;
export const ACTIONS = 8;
export const TABLE = 9;
export const TABLE_BITS = 10;
export const COUNT = 11;
/** No more states than this without asking. */
export const MOST = 12;

/** State to be expanded next, and where to stop. */
export const AT = 13;
export const UNTIL = 14;

/** What an action does: as in Moves.tables. */
export const FIRSTS = 15;
export const BUNDLE_OF = 16;
export const NUMBERS_OF = 17;
export const WAYS_AT = 18;
export const WAYS = 19;
/** By bundle: address, mask of places, number of entries. */
export const MEMOS = 20;
/** Rules beyond the actions: action, effect, case. */
export const ACTION_COUNT = 21;
export const TOLD = 22;
export const ASKED_AT = 23;
export const ASKED = 24;
export const CHOSEN = 25;

/** Sets of rules, see {@link SET_WORDS}; 0 if there are none. */
export const ENABLED = 26;
export const HITS = 27;
export const ANTECEDENTS = 28;
export const VIOLATIONS = 29;
export const STEP_ANTECEDENTS = 30;

/** Tallies: by part whether it was hit before, its property, what was counted, and the last occasions. */
export const WAS_HIT = 31;
export const PROPERTY_OF = 32;
export const PART_COUNTS = 33;
export const PROPERTY_COUNTS = 34;
export const LAST_OF_PART = 35;
export const LAST_OF_PROPERTY = 36;
/** Rule id of the end. */
export const TERMINAL_ID = 37;
/** By id of a rule of VIOLATIONS: action and part. */
export const VIOLATED = 38;
export const OCCASIONS = 39;
/** A state without steps must be looked at. */
export const DEADLOCKS = 40;

/** What was counted of steps. */
export const TAKEN = 41;
export const TRANSITIONS = 42;

/** Steps that are kept: masks of processes, and rows and targets that were written. */
export const GROUPS = 43;
export const ALL = 44;
export const BITS = 45;
export const ROWS = 46;
export const ROWS_AT = 47;
export const TARGETS = 48;
export const TARGETS_AT = 49;
export const TARGETS_MOST = 50;

/** Successors that wait, and room to work in. */
export const WAITING = 51;
export const WAITING_WORDS = 52;
export const WAITING_PARENTS = 53;
export const WAITING_ACTIONS = 54;
export const WAITING_HASHES = 55;
export const WAITING_ENTRIES = 56;
export const NUMBERS = 57;
export const ROW_OF = 58;
export const HELD = 59;
export const HIT = 60;
export const STEPPED = 61;
export const TAKING = 62;
export const CANNOT = 63;
export const LENGTH = 64;

/** A set of rules: words of a row, addresses of rows and of where they start by bundle, rules that count, ids, rules that ask more than rows tell. */
export const SET_WORDS = 0;
export const SET_ROWS = 1;
export const SET_STARTS = 2;
export const SET_LIVE = 3;
export const SET_IDS = 4;
export const SET_RESTS = 5;
/** By rule: 0, or where its table stands: its address, how many bundles it reads; then each with the address of the classes and how far they lie apart. */
export const SET_ACROSS = 6;
