/** What is known of each state while liveness is decided: one word a state. Above 0 a search is at work on the state. */

/** A candidate that no search has seen. */
export const UNSEEN = 0;
/** Where the goal is reached: no part of what is searched. */
export const GOAL = -1;
/** The system has ended, or the state does not belong to the graph. */
export const ENDED = -2;
/** On no fair loop. */
export const PASSED = -3;
/** To be looked at again, without the states that were found to forbid a loop. */
export const LATER = -4;
/** A candidate that nothing leads to. */
export const APART = -5;
/** The number of a component that a fair behaviour need not leave is this or less. */
export const FAIR = -16;
/** In the component that is being judged; more than any index of a search. */
export const INSIDE = 0x7fffffff;
