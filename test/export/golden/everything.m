-- tiny everything: 5 component instances, 3 actions, 7 properties.
-- Exported by vcpuhp. docs/engines.md says how to read it and what to expect of a run.
-- Never changes, and is left out: unused = off.
-- Run it with deadlock detection off: whether a state may be dead is said by a property of its own.

type
  left_t : enum { left_off, left_on };
  right_t : enum { right_off, right_on };
  pair_a_t : enum { pair_a_no, pair_a_yes };
  pair_b_t : enum { pair_b_no, pair_b_yes };
  n_t : enum { n_0, n_1, n_2 };

var
  left : left_t; -- left
  right : right_t; -- right
  pair_a : pair_a_t; -- pair.a
  pair_b : pair_b_t; -- pair.b
  n : n_t; -- n

startstate "initial"
begin
  left := left_off;
  right := right_off;
  pair_a := pair_a_no;
  pair_b := pair_b_no;
  n := n_0;
end;

rule "env.swap"
  n != n_2 & pair_a = pair_a_no
==>
  var old_left : left_t;
begin
  assert "SwapKeepsRight by env.swap" !(((left = left_off | right = right_off) & (left = left_on | right = right_on)));
  old_left := left;
  left := (right = right_on ? (old_left = left_off ? left_on : left_off) : old_left);
  right := (old_left = left_on ? (right = right_off ? right_on : right_off) : right);
end;

-- light_up at tiny.c:1
rule "env.light"
  left = left_off & pair_a = pair_a_no
==>
begin
  left := left_on;
  pair_a := (pair_a = pair_a_no ? pair_a_yes : pair_a_no);
  pair_b := (pair_b = pair_b_no ? pair_b_yes : pair_b_no);
end;

rule "env.count"
  pair_a = pair_a_no
==>
begin
  assert "SpecDefect by env.count" !(n = n_2);
  n := (n = n_0 ? n_1 : n_2);
end;

-- NeverTwo
invariant "NeverTwo" !(n = n_2);
-- SwapKeepsRight
-- is asserted in the actions that may break it
-- CountStepsUp
-- holds by what the actions are: none could break it in any state
-- RightLights
cover "RightLights" right = right_on;
-- NoDeadState
invariant "NoDeadState" !(false);
-- NeverStuck
-- is not exported: it is said of what can still be reached from each state (AG EF), which no assertion can say
-- Survives
invariant "Survives" !((pair_a = pair_a_yes & n = n_1));
