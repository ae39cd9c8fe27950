/**
 * Where the kernel (assembly/kernel.ts) finds what it works on: places in an array of 32-bit numbers that begins at {@link PARAMETERS}.
 * Read by both sides; names in the plural are addresses.
 */
export const PARAMETERS = 64;
/** States a chunk, as a power of two. */
export const CHUNK_BITS = 16;
/** Successors that are entered together, when so many wait; divides a chunk. */
export const ENOUGH = 256;
/** Bytes in front of what is allocated. */
export const RESERVED = 4096;

/** Outcomes of a call: all is done; the state at {@link AT} needs what the kernel does not have; no room for what waits; the lists of steps are full; others are to tell what of it is new. */
export const DONE = 0;
export const SLOW = 1;
export const ROOM = 2;
export const DRAIN = 3;
export const SIFT = 4;

/** How a state is packed. */
export const WIDTH = 0;
export const BUNDLES = 1;
export const WORDS = 2;
export const SHIFTS = 3;
export const MASKS = 4;
/** By bundle: valuations that all tables here know. */
export const KNOWN = 5;

/** The store: chunks of states and of parents, and the hash. */
export const CHUNKS = 6;
export const PARENTS = 7;
export const TABLE = 8;
export const TABLE_MASK = 9;
export const COUNT = 10;
/** No more states than this without asking. */
export const MOST = 11;

/** State to be expanded next, and where to stop. */
export const AT = 12;
export const UNTIL = 13;

/** What an action does: as in Moves.tables. */
export const FIRSTS = 14;
export const BUNDLE_OF = 15;
export const NUMBERS_OF = 16;
export const WAYS_AT = 17;
export const WAYS = 18;
/** By bundle: address, mask of places, number of entries. */
export const MEMOS = 19;
/** Rules beyond the actions: action, effect, case. */
export const ACTION_COUNT = 20;
export const TOLD = 21;
export const ASKED_AT = 22;
export const ASKED = 23;
export const CHOSEN = 24;

/** Sets of rules, see {@link SET_WORDS}; 0 if there are none. */
export const ENABLED = 25;
export const HITS = 26;
export const ANTECEDENTS = 27;
export const VIOLATIONS = 28;
export const STEP_ANTECEDENTS = 29;

/** Tallies: by part whether it was hit before, its property, what was counted, and the last occasions. */
export const WAS_HIT = 30;
export const PROPERTY_OF = 31;
export const PART_COUNTS = 32;
export const PROPERTY_COUNTS = 33;
export const LAST_OF_PART = 34;
export const LAST_OF_PROPERTY = 35;
/** Rule id of the end. */
export const TERMINAL_ID = 36;
/** By id of a rule of VIOLATIONS: action and part. */
export const VIOLATED = 37;
export const OCCASIONS = 38;
/** A state without steps must be looked at. */
export const DEADLOCKS = 39;

/** What was counted of steps. */
export const TAKEN = 40;
export const TRANSITIONS = 41;

/** Steps that are kept: masks of processes, and rows and targets that were written. */
export const GROUPS = 42;
export const ALL = 43;
export const BITS = 44;
export const ROWS = 45;
export const ROWS_AT = 46;
export const TARGETS = 47;
export const TARGETS_AT = 48;
export const TARGETS_MOST = 49;

/** Successors that wait, and room to work in. */
export const WAITING = 50;
export const WAITING_WORDS = 51;
export const WAITING_PARENTS = 52;
export const WAITING_HASHES = 53;
export const WAITING_ENTRIES = 54;
export const NUMBERS = 55;
export const ROW_OF = 56;
export const HELD = 57;
export const HIT = 58;
export const STEPPED = 59;
export const TAKING = 60;
export const CANNOT = 61;
/** Others keep the set of visited states, and are told when so many wait; by state that waits: it is new. */
export const SIFTED = 62;
export const FRESH = 63;
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
