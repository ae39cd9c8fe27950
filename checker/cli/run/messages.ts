/** What a process that performs tasks and the one that hands them out say to each other. */
import type { Task, TaskProgress, TaskResult } from './task.ts';

export type ToChild = { readonly type: 'task'; readonly task: Task } | { readonly type: 'abort' };

export type ToParent =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly progress: TaskProgress }
  | { readonly type: 'done'; readonly result: TaskResult }
  | { readonly type: 'failed'; readonly message: string };
