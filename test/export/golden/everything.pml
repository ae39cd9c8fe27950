/*
 * tiny everything: 5 component instances, 3 actions, 7 properties.
 * Exported by vcpuhp. docs/engines.md says how to read it and what to expect of a run.
 * Never changes, and is left out: unused = off.
 * spin -a looks at all properties at once, spin -DPROPERTY=Name -a at one, spin -DPROPERTY=nothing -a at none.
 * The state after a search is the whole system: gcc -DNOREDUCE.
 */

/* Properties, by number. */
#define nothing 0
#define SpecDefect 1
#define NeverTwo 2
#define SwapKeepsRight 3
#define CountStepsUp 4
#define RightLights 5
#define NoDeadState 6
#define NeverStuck 7
#define Survives 8
#ifndef asked
#ifdef PROPERTY
#define asked(p) (p == PROPERTY)
#else
#define asked(p) true
#endif
#endif
#ifndef stop
#define stop(p) assert(false)
#endif

/* Values of the variables. */
#define left_off 0
#define left_on 1
#define right_off 0
#define right_on 1
#define pair_a_no 0
#define pair_a_yes 1
#define pair_b_no 0
#define pair_b_yes 1
#define n_0 0
#define n_1 1
#define n_2 2

/* The state, and in the comments what the model calls it. */
unsigned left : 1 = left_off; /* left */
unsigned right : 1 = right_off; /* right */
unsigned pair_a : 1 = pair_a_no; /* pair.a */
unsigned pair_b : 1 = pair_b_no; /* pair.b */
unsigned n : 2 = n_0; /* n */

/* Values from before an action; 0 between actions. */
unsigned old_left : 1;

active proctype system() {
end:
  do
  :: d_step { n != n_2 && pair_a == pair_a_no ->
       printf("step env.swap\n");
       if :: asked(SwapKeepsRight) && ((left == left_off || right == right_off) && (left == left_on || right == right_on)) -> printf("violated SwapKeepsRight\n"); stop(SwapKeepsRight) :: else fi;
       old_left = left;
       left = (right == right_on -> (old_left == left_off -> left_on : left_off) : old_left);
       right = (old_left == left_on -> (right == right_off -> right_on : right_off) : right);
       old_left = 0 }
  /* light_up at tiny.c:1 */
  :: d_step { left == left_off && pair_a == pair_a_no ->
       printf("step env.light\n");
       left = left_on;
       pair_a = (pair_a == pair_a_no -> pair_a_yes : pair_a_no);
       pair_b = (pair_b == pair_b_no -> pair_b_yes : pair_b_no) }
  :: d_step { pair_a == pair_a_no ->
       printf("step env.count\n");
       if :: asked(SpecDefect) && n == n_2 -> printf("violated SpecDefect (n does not accept up)\n"); stop(SpecDefect) :: else fi;
       n = (n == n_0 -> n_1 : n_2) }

  /* Properties. */
  /* NeverTwo */
  :: d_step { asked(NeverTwo) && n == n_2 -> printf("violated NeverTwo\n"); stop(NeverTwo) }
  /* SwapKeepsRight */
  /* is asserted in the actions that may break it */
  /* CountStepsUp */
  /* holds by what the actions are: none could break it in any state */
  /* RightLights */
  :: d_step { asked(RightLights) && right == right_on -> printf("reached RightLights\n"); stop(RightLights) }
  /* NoDeadState */
  :: d_step { timeout && asked(NoDeadState) && (pair_a == pair_a_no && left == left_off) -> printf("violated NoDeadState\n"); stop(NoDeadState) }
  /* NeverStuck */
  /* is not exported: it is said of what can still be reached from each state (AG EF), which no assertion can say */
  /* Survives */
  :: d_step { asked(Survives) && (pair_a == pair_a_yes && n == n_1) -> printf("violated Survives\n"); stop(Survives) }
  :: false -> skip
  od
}
