/**
 * The commands of one actor, as undo and redo need them (undo.ts), kept up as events come in whatever order. First
 * to be undone is what was recorded or redone last; first to be redone, what was undone last. A command recorded
 * later than an undoing makes it final, as in every editor. An event costs a logarithm of their number.
 *
 * Events go by their id alone, as in retraction.ts.
 */
import { commandKey, type EventId, nodeOf } from './clock.ts';
import type { LogEvent } from './event.ts';
import type { ActorId } from './ids.ts';
import { LatestFirst } from './latest-first.ts';
import {
  type Command,
  type Entry,
  eventsInForce,
  isInForce,
  latestOf,
  newCommand,
  objectOf,
  type Reversal,
  type Role,
  roleOf,
  type Step,
  stepOf,
  type UndoStack,
  undoingOf,
} from './undo.ts';

/**
 * Whether an event can be of interest to an actor's index: one of its own, or a retraction, whoever made it. That a
 * dossier begins is not: it would leave nothing to undo anything in.
 */
export function concernsUndo(actor: ActorId | null, event: LogEvent): boolean {
  if (event.type === 'event.retracted.v1') return true;
  if (event.type === 'dossier.described.v1' && event.payload.begins) return false;
  return event.actor === actor && event.type !== 'unrecognised';
}

/** One actor's commands. It takes in events as they come, in any order, each once however often it comes. */
export class UndoIndex {
  readonly #actor: ActorId | null;
  readonly #others: ReadonlySet<string>;
  readonly #entries = new Map<EventId, Entry>();
  readonly #commands = new Map<string, Command>();
  /** Retractions whose target has not come yet, by its id. */
  readonly #waiting = new Map<EventId, Entry[]>();
  readonly #done = new LatestFirst<Command>(({ at, of }) => of.doneAt === at);
  readonly #undone = new LatestFirst<Command>(({ at, of }) => of.undoneAt === at);
  readonly #steps = new LatestFirst<Command>(({ of }) => of.role.kind === 'step');
  /** Commands whose role may have changed, and those whose counts did. */
  readonly #unsure = new Set<Command>();
  readonly #touched = new Set<Command>();

  /** `others`: nodes whose commands are not to be undone or redone here, since another open tab does that. */
  constructor(
    actor: ActorId | null,
    events: Iterable<LogEvent> = [],
    others: ReadonlySet<string> = new Set(),
  ) {
    this.#actor = actor;
    this.#others = others;
    this.add(events);
  }

  /** Whether any of the events was news. */
  add(events: Iterable<LogEvent>): boolean {
    const before = this.#entries.size;
    for (const event of events) {
      const isKnown = this.#entries.has(event.id);
      if (!isKnown && concernsUndo(this.#actor, event)) this.#insert(event);
    }
    if (this.#entries.size === before) return false;
    this.#findRoles();
    for (const command of this.#touched) this.#file(command);
    this.#touched.clear();
    return true;
  }

  stack(): UndoStack {
    const last = this.#done.latest()?.of;
    const next = this.#nextUndone();
    return {
      last: last ? stepOf(last) : null,
      next: next ? stepOf(next) : null,
      isDone: (step) => this.#commandOf(step)?.doneAt != null,
    };
  }

  undoing(): Reversal | null {
    return undoingOf(this.#done.latest()?.of);
  }

  /** Undoing one command, whatever was done since; null where it is not done. */
  takingBack(step: Step): Reversal | null {
    const command = this.#commandOf(step);
    return command?.doneAt == null ? null : undoingOf(command);
  }

  redoing(): Reversal | null {
    const command = this.#nextUndone();
    if (!command) return null;
    const undoing = [...command.undos.keys()].flatMap(({ entries }) => entries);
    return { step: stepOf(command), retract: eventsInForce(undoing) };
  }

  #commandOf([first]: Step): Command | undefined {
    return this.#commands.get(commandKey(first.id));
  }

  /** The latest undone, unless a command was recorded later. */
  #nextUndone(): Command | null {
    const undone = this.#undone.latest();
    const step = this.#steps.latest();
    return undone && (!step || undone.at > step.at) ? undone.of : null;
  }

  #insert(event: LogEvent): void {
    const command = event.actor === this.#actor ? this.#commandFor(event.id) : null;
    const counts = { holding: 0, undoing: 0 };
    const entry: Entry = { event, command, target: null, retractions: [], ...counts };
    this.#entries.set(event.id, entry);
    if (command) {
      command.entries.push(entry);
      command.step = null;
      this.#count(entry, 1);
      this.#unsure.add(command);
    }
    for (const retraction of this.#waiting.get(event.id) ?? []) this.#link(retraction, entry);
    this.#waiting.delete(event.id);
    if (event.type !== 'event.retracted.v1') return;
    const { event: id } = event.payload;
    const target = this.#entries.get(id);
    const waiting = this.#waiting.get(id);
    if (target) this.#link(entry, target);
    else if (waiting) waiting.push(entry);
    else this.#waiting.set(id, [entry]);
  }

  #commandFor(id: EventId): Command {
    const key = commandKey(id);
    const known = this.#commands.get(key);
    if (known) return known;
    const command = newCommand(key, nodeOf(id));
    this.#commands.set(key, command);
    return command;
  }

  /** The rule of retraction.ts: a retraction has a hold on what was recorded before it, under its own subject. */
  #link(retraction: Entry, target: Entry): void {
    const isLater = target.event.id < retraction.event.id;
    if (!isLater || target.event.subject !== retraction.event.subject) return;
    retraction.target = target;
    target.retractions.push(retraction);
    if (retraction.command) this.#unsure.add(retraction.command);
    if (isInForce(retraction)) this.#hold(retraction, 1);
  }

  /** A retraction begins to hold its target out of force, or lets go of it; and so on along the line. */
  #hold(retraction: Entry, first: 1 | -1): void {
    let by = first;
    let holder = retraction;
    for (let held = holder.target; held !== null; held = holder.target) {
      const was = isInForce(held);
      this.#count(held, -1);
      held.holding += by;
      this.#count(held, 1);
      this.#countUndoing(holder, by);
      if (was === isInForce(held)) return;
      by = was ? -1 : 1;
      holder = held;
    }
  }

  /** Counts a retraction in force, by 1 or -1, where its command undoes another. */
  #countUndoing({ command, target }: Entry, by: 1 | -1): void {
    if (command?.role.kind !== 'undo' || target === null) return;
    const { of } = command.role;
    this.#count(target, -1);
    target.undoing += by;
    this.#count(target, 1);
    const count = (of.undos.get(command) ?? 0) + by;
    if (count === 0) of.undos.delete(command);
    else of.undos.set(command, count);
    this.#touched.add(of);
  }

  #count({ command, holding, undoing }: Entry, by: 1 | -1): void {
    if (command === null) return;
    if (holding === 0) command.inForce += by;
    else if (holding === undoing) command.returning += by;
    this.#touched.add(command);
  }

  /** A command’s role hangs on those recorded before it alone, so this comes to an end. */
  #findRoles(): void {
    while (this.#unsure.size > 0) {
      const commands = [...this.#unsure].sort((a, b) => (a.key < b.key ? -1 : 1));
      this.#unsure.clear();
      for (const command of commands) this.#assume(command, roleOf(command));
    }
  }

  #assume(command: Command, role: Role): void {
    const { role: former } = command;
    this.#touched.add(command);
    if (former.kind === role.kind && objectOf(former) === objectOf(role)) return;
    const inForce = command.entries.filter(isInForce);
    for (const entry of inForce) this.#countUndoing(entry, -1);
    command.role = role;
    for (const entry of inForce) this.#countUndoing(entry, 1);
    if (former.kind === 'redo') this.#unredo(former.of, command);
    if (role.kind === 'redo') this.#redo(role.of, command);
    for (const { retractions } of command.entries) {
      for (const { command: later } of retractions) if (later) this.#unsure.add(later);
    }
  }

  #redo(command: Command, redo: Command): void {
    command.redos.add(redo);
    if (redo.key > command.latest) command.latest = redo.key;
    this.#touched.add(command);
  }

  #unredo(command: Command, redo: Command): void {
    command.redos.delete(redo);
    command.latest = latestOf([command, ...command.redos]);
    this.#touched.add(command);
  }

  #file(command: Command): void {
    if (this.#others.has(command.node)) return;
    const isStep = command.role.kind === 'step';
    const isUndone = command.undos.size > 0;
    const doneAt = isStep && !isUndone && command.inForce > 0 ? command.latest : null;
    const undoneAt =
      isStep && isUndone && command.returning > 0 ? latestOf([...command.undos.keys()]) : null;
    if (doneAt !== null && doneAt !== command.doneAt) this.#done.add({ at: doneAt, of: command });
    if (undoneAt !== null && undoneAt !== command.undoneAt) {
      this.#undone.add({ at: undoneAt, of: command });
    }
    command.doneAt = doneAt;
    command.undoneAt = undoneAt;
    if (isStep && !command.isFiled) this.#steps.add({ at: command.key, of: command });
    command.isFiled = isStep;
  }
}
