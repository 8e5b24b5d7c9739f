/**
 * Undo and redo, derived from what of one actor's events is in force: a command can be undone while something of it
 * is in force, and redone while only its undoing holds it out of force. So both reach back past a reload, agree
 * between tabs whatever order their news arrive in, and nothing about them is stored twice. To undo a command is to
 * retract its events; to redo it, to retract every retraction that undid it. Here is what a command is to them;
 * undo-index.ts keeps the commands of one actor.
 */
import type { LogEvent } from './event.ts';

/** The events that one command recorded, in order. Never empty. */
export type Step = readonly [LogEvent, ...LogEvent[]];

export interface UndoStack {
  /** The command that Undo takes back; null where there is none. */
  readonly last: Step | null;
  /** The command that Redo does again; null where there is none. */
  readonly next: Step | null;
  /** Whether the command is done as far as is known by now, so that it can be taken back. */
  isDone(step: Step): boolean;
}

export const emptyUndoStack: UndoStack = { last: null, next: null, isDone: () => false };

/** What undoing or redoing a command comes to. */
export interface Reversal {
  readonly step: Step;
  readonly retract: readonly LogEvent[];
}

/** An event of the actor, or anyone's retraction. */
export interface Entry {
  readonly event: LogEvent;
  /** Null for someone else's. */
  readonly command: Command | null;
  /** What it retracts, if that is known and was recorded before. */
  target: Entry | null;
  readonly retractions: Entry[];
  /** Retractions in force that hold it out of force, and how many of them undo its command. */
  holding: number;
  undoing: number;
}

export type Role =
  | { readonly kind: 'step' }
  | { readonly kind: 'undo'; readonly of: Command }
  | { readonly kind: 'redo'; readonly of: Command };

const aStep: Role = { kind: 'step' };

export interface Command {
  /** Sorts as the commands were recorded. */
  readonly key: string;
  /** The page load that recorded it. */
  readonly node: string;
  readonly entries: Entry[];
  role: Role;
  /** Entries in force, and entries out of force through undoing alone. */
  inForce: number;
  returning: number;
  /** Commands that undid it, with how many of their retractions are in force; and those that redid it. */
  readonly undos: Map<Command, number>;
  readonly redos: Set<Command>;
  /** When it was recorded, or last redone. */
  latest: string;
  /** Since when it is done, or undone; null while it is not. */
  doneAt: string | null;
  undoneAt: string | null;
  isFiled: boolean;
  step: Step | null;
}

export function newCommand(key: string, node: string): Command {
  return {
    key,
    node,
    entries: [],
    role: aStep,
    inForce: 0,
    returning: 0,
    undos: new Map(),
    redos: new Set(),
    latest: key,
    doneAt: null,
    undoneAt: null,
    isFiled: false,
    step: null,
  };
}

export function isInForce(entry: Entry): boolean {
  return entry.holding === 0;
}

/** The command that a command undoes or redoes. */
export function objectOf(role: Role): Command | null {
  return role.kind === 'step' ? null : role.of;
}

export function latestOf(commands: readonly Command[]): string {
  let latest = '';
  for (const { key } of commands) if (key > latest) latest = key;
  return latest;
}

/**
 * A command of retractions alone undoes the command that all of them are about, or redoes the one whose undoing they
 * are about. One that was asked for as a command in its own right (Restore) is a step like any other.
 */
export function roleOf({ key, entries }: Command): Role {
  const [first] = entries;
  const about = first?.target?.command;
  if (!about || about.key >= key || !entries.every(isReversal)) return aStep;
  const { role } = about;
  if (role.kind === 'step') {
    return entries.every(({ target }) => target?.command === about)
      ? { kind: 'undo', of: about }
      : aStep;
  }
  const { of } = role;
  const isRedo = role.kind === 'undo' && entries.every((entry) => isOfUndoing(entry, of, key));
  return isRedo ? { kind: 'redo', of } : aStep;
}

function isReversal({ event }: Entry): boolean {
  return event.type === 'event.retracted.v1' && event.payload.asCommand !== true;
}

function isOfUndoing({ target }: Entry, of: Command, before: string): boolean {
  const command = target?.command;
  return command?.role.kind === 'undo' && command.role.of === of && command.key < before;
}

export function undoingOf(command: Command | undefined): Reversal | null {
  if (!command) return null;
  return { step: stepOf(command), retract: eventsInForce(command.entries) };
}

/** In the order they were recorded. */
export function eventsInForce(entries: readonly Entry[]): readonly LogEvent[] {
  return entries
    .filter(isInForce)
    .map(({ event }) => event)
    .sort(byId);
}

function byId(a: LogEvent, b: LogEvent): number {
  return a.id < b.id ? -1 : 1;
}

export function stepOf(command: Command): Step {
  if (command.step !== null) return command.step;
  const [first, ...rest] = command.entries.map(({ event }) => event).sort(byId);
  if (first === undefined) throw new RangeError('A command without events');
  command.step = [first, ...rest];
  return command.step;
}
