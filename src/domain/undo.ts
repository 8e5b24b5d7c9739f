/**
 * Undo and redo, derived from the log: one actor's events, taken command by command in the order they were
 * recorded, say what can be undone and what was undone last. So undo reaches back past a reload, and nothing
 * about it is stored twice. To undo a command is to retract its events; to redo it, to retract those retractions.
 */
import { commandKey, type EventId } from './clock.ts';
import type { LogEvent } from './event.ts';

/** The events that one command recorded, in order. Never empty. */
export type Step = readonly [LogEvent, ...LogEvent[]];

export interface UndoStack {
  /** Commands in force, oldest first. */
  readonly done: readonly Step[];
  /** Undone commands, the latest undone last, each with the retractions that undid it. */
  readonly undone: readonly { readonly step: Step; readonly by: Step }[];
}

export const emptyUndoStack: UndoStack = { done: [], undone: [] };

function retracts(step: Step, target: Step | undefined): boolean {
  if (target === undefined || step.length !== target.length) return false;
  const ids = new Set<EventId>(target.map((event) => event.id));
  return step.every((event) => event.type === 'event.retracted.v1' && ids.has(event.payload.event));
}

/** The stack after one more command of the same actor. */
export function pushStep(stack: UndoStack, step: Step): UndoStack {
  const top = stack.done.at(-1);
  if (top !== undefined && retracts(step, top)) {
    return { done: stack.done.slice(0, -1), undone: [...stack.undone, { step: top, by: step }] };
  }
  const last = stack.undone.at(-1);
  if (last !== undefined && retracts(step, last.by)) {
    return { done: [...stack.done, last.step], undone: stack.undone.slice(0, -1) };
  }
  return { done: [...stack.done, step], undone: [] };
}

/** One actor's events, in any order, as commands in the order they were recorded. */
export function stepsOf(events: readonly LogEvent[]): Step[] {
  const sorted = [...events].sort((a, b) => (a.id < b.id ? -1 : 1));
  const groups = new Map<string, [LogEvent, ...LogEvent[]]>();
  for (const event of sorted) {
    const key = commandKey(event.id);
    const group = groups.get(key);
    if (group) group.push(event);
    else groups.set(key, [event]);
  }
  return [...groups.values()];
}
