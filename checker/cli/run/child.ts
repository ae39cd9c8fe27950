/** A process that performs tasks for another one: told by messages, answers by messages, ends when its parent does. */
import { perform } from './perform.ts';
import type { ToChild, ToParent } from './messages.ts';

let controller = new AbortController();
const send = (message: ToParent): void => {
  // The parent may have let go meanwhile: there is nobody to answer.
  if (process.connected) process.send!(message, undefined, undefined, () => {});
};
if (!process.connected) process.exit(0);

// Ctrl-C reaches the whole process group; the parent alone decides what it means.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('disconnect', () => process.exit(0));
process.on('message', (message: ToChild) => {
  if (message.type === 'abort') {
    controller.abort();
    return;
  }
  controller = new AbortController();
  perform(message.task, controller.signal, (progress) => send({ type: 'progress', progress })).then(
    (result) => send({ type: 'done', result }),
    (e: unknown) => send({ type: 'failed', message: e instanceof Error ? e.message : String(e) }),
  );
});
send({ type: 'ready' });
