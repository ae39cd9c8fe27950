/** Two-phase commit written out by hand as sets in strings, to count with: a second witness for the example. */

/** Distinct states and steps with `n` resource managers. */
export const twoPhaseByHand = (n: number): [number, number] => {
  interface State {
    rm: string[];
    tm: string;
    known: boolean[];
    prepared: boolean[];
    commit: boolean;
    abort: boolean;
  }
  const start: State = { rm: Array(n).fill('w'), tm: 'i', known: Array(n).fill(false), prepared: Array(n).fill(false), commit: false, abort: false };
  const seen = new Set([JSON.stringify(start)]);
  let steps = 0;
  for (const key of seen) {
    const s = JSON.parse(key) as State;
    const go = (change: (t: State) => void): void => {
      const t = JSON.parse(key) as State;
      change(t);
      steps++;
      seen.add(JSON.stringify(t));
    };
    if (s.tm === 'i') {
      go((t) => ((t.tm = 'a'), (t.abort = true)));
      if (s.known.every(Boolean)) go((t) => ((t.tm = 'c'), (t.commit = true)));
    }
    for (let r = 0; r < n; r++) {
      if (s.tm === 'i' && s.prepared[r]) go((t) => (t.known[r] = true));
      if (s.rm[r] === 'w') {
        go((t) => ((t.rm[r] = 'p'), (t.prepared[r] = true)));
        go((t) => (t.rm[r] = 'a'));
      }
      if (s.commit) go((t) => (t.rm[r] = 'c'));
      if (s.abort) go((t) => (t.rm[r] = 'a'));
    }
  }
  return [seen.size, steps];
};
