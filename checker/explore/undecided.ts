/** What is asked of the whole graph could not be decided to the end. */
export class Undecided extends Error {
  readonly stop: 'memory' | 'aborted';

  constructor(stop: 'memory' | 'aborted') {
    super(`not decided: ${stop}`);
    this.stop = stop;
  }
}
