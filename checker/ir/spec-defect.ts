/** An action whose condition is true while a participant does not accept its event: the spec is wrong (R1). */
export class SpecDefect extends Error {
  readonly action: string;
  readonly instance: string;
  readonly event: string;
  /** Local state of the instance that refused. */
  readonly localState: string;

  constructor(action: string, instance: string, event: string, localState: string) {
    super(`${action}: ${instance} does not accept ${event} in state ${localState}`);
    this.name = 'SpecDefect';
    this.action = action;
    this.instance = instance;
    this.event = event;
    this.localState = localState;
  }
}
