/**
 * What was done, how far it was seen to come, and whether the server's log has it in the end. A log is only ever added
 * to, so the model needs no board: each command that a page called saved stands in the log once, whatever was undone or
 * removed later; one that was only begun stands there once or not at all, and whole; and nothing stands there that
 * nobody did. What the log amounts to is the fold's affair, and every page must show just that.
 */
import { commandKey } from '#src/domain/clock.ts';
import type { LogEvent } from '#src/domain/event.ts';
import type { ActorId } from '#src/domain/ids.ts';

/**
 * `begun`: the last press was about to be made; `shown`: the page showed what it did; `kept`: then the page called it
 * saved, or safe on the device; `void`: the page said that it did nothing.
 */
type Stage = 'begun' | 'shown' | 'kept' | 'void';

export interface Deed {
  readonly step: number;
  readonly actor: ActorId;
  readonly tab: string;
  /** By which its events are known: `noted “…”`. */
  readonly trace: string;
  /** How many events it is, all or none of which stand in the log; null where that depends. */
  readonly size: number | null;
  stage: Stage;
  /** Whether a page has said that the server has it. */
  isSent: boolean;
  /** Whether the page that did it is still the one in its tab. */
  isThere: boolean;
}

export class Model {
  readonly #deeds: Deed[] = [];

  begin(deed: Pick<Deed, 'step' | 'actor' | 'tab' | 'trace' | 'size'>): Deed {
    const begun: Deed = { ...deed, stage: 'begun', isSent: false, isThere: true };
    this.#deeds.push(begun);
    return begun;
  }

  /** The page has called everything that it shows saved, or safe on its device. Returns how many are so for the first time. */
  callKept(tab: string): number {
    let count = 0;
    for (const deed of this.#deeds) {
      if (deed.tab !== tab || !deed.isThere || deed.stage !== 'shown') continue;
      deed.stage = 'kept';
      count += 1;
    }
    return count;
  }

  /** The page has called everything that its actor did on the device saved by the server. */
  callSent(actor: ActorId): void {
    for (const deed of this.#deeds) {
      if (deed.actor === actor && deed.stage === 'kept') deed.isSent = true;
    }
  }

  /** What was on the actor's device alone may be gone with it, or be in an open page still. */
  deleteData(actor: ActorId): void {
    for (const deed of this.#deeds) {
      if (deed.actor === actor && deed.stage === 'kept' && !deed.isSent) deed.stage = 'begun';
    }
  }

  /** Another page is in the tab; what the one before had not called saved may be gone. */
  leave(tab: string): void {
    for (const deed of this.#deeds) if (deed.tab === tab) deed.isThere = false;
  }

  get keptCount(): number {
    return this.#deeds.filter(({ stage }) => stage === 'kept').length;
  }

  /** In sentences, what is wrong with the log of the server. `actors`: those of the devices. */
  judge(events: readonly LogEvent[], actors: readonly ActorId[]): string[] {
    const problems: string[] = [];
    const once = new Set<string>();
    for (const { actor, id } of events) {
      if (once.has(`${actor} ${id}`)) problems.push(`The server has ${id} of ${actor} twice.`);
      once.add(`${actor} ${id}`);
    }
    const done = this.#byTrace();
    const logged = new Map<string, (readonly LogEvent[])[]>();
    for (const command of commandsOf(events, actors)) {
      const traces = [...new Set(command.map((event) => `${event.actor} ${traceOf(event)}`))];
      // A move may give its neighbours new places, and only the first is what was done.
      const known = traces.find((trace) => done.has(trace));
      if (known === undefined) {
        problems.push(`Nobody did what the log has: ${traces.join(', ')} (${command[0]?.id}).`);
      } else logged.set(known, [...(logged.get(known) ?? []), command]);
    }
    for (const [trace, deeds] of done) {
      problems.push(...judgeTrace(trace, deeds, logged.get(trace) ?? []));
    }
    return problems;
  }

  #byTrace(): ReadonlyMap<string, readonly Deed[]> {
    const byTrace = new Map<string, Deed[]>();
    for (const deed of this.#deeds) {
      const key = `${deed.actor} ${deed.trace}`;
      byTrace.set(key, [...(byTrace.get(key) ?? []), deed]);
    }
    return byTrace;
  }
}

function judgeTrace(
  trace: string,
  deeds: readonly Deed[],
  logged: readonly (readonly LogEvent[])[],
): string[] {
  const problems: string[] = [];
  const kept = deeds.filter(({ stage }) => stage === 'kept');
  const most = deeds.filter(({ stage }) => stage !== 'void').length;
  const steps = (some: readonly Deed[]) =>
    some.map(({ step, tab }) => `step ${step} on ${tab}`).join(', ');
  if (logged.length < kept.length) {
    problems.push(
      `Lost: ${trace}, called saved ${kept.length} times (${steps(kept)}), is in the server’s log ${logged.length} times.`,
    );
  }
  if (logged.length > most) {
    const ids = logged.map((command) => command[0]?.id).join(', ');
    problems.push(
      `Too much: ${trace}, done ${most} times (${steps(deeds)}), is in the server’s log ${logged.length} times (${ids}).`,
    );
  }
  const size = deeds[0]?.size ?? null;
  for (const command of logged) {
    if (size === null || command.length === size) continue;
    problems.push(
      `Half a command: ${trace} (${steps(deeds)}) is ${size} events, and the server has ${command.length}.`,
    );
  }
  return problems;
}

function commandsOf(
  events: readonly LogEvent[],
  actors: readonly ActorId[],
): readonly (readonly LogEvent[])[] {
  const commands = new Map<string, LogEvent[]>();
  for (const event of events) {
    if (!actors.includes(event.actor)) continue;
    const key = `${event.actor} ${commandKey(event.id)}`;
    const command = commands.get(key);
    if (command) command.push(event);
    else commands.set(key, [event]);
  }
  return [...commands.values()];
}

export const traces = {
  added: (title: string) => `added “${title}”`,
  retitled: (issue: string, title: string) => `gave ${issue} the title “${title}”`,
  moved: (issue: string) => `moved ${issue}`,
  removed: (issue: string) => `removed ${issue}`,
  noted: (text: string) => `noted “${text}”`,
  rewrote: (text: string) => `rewrote a note as “${text}”`,
  deleted: (issue: string) => `deleted a note on ${issue}`,
  /** Undo and redo alike. */
  tookBack: () => 'took back',
} as const;

function traceOf(event: LogEvent): string {
  switch (event.type) {
    case 'issue.added.v1':
      return traces.added(event.payload.title);
    case 'issue.edited.v1':
      return traces.retitled(event.subject, event.payload.title ?? '');
    case 'issue.moved.v1':
      return traces.moved(event.subject);
    case 'issue.removed.v1':
      return traces.removed(event.subject);
    case 'annotation.added.v1':
      return traces.noted(event.payload.text);
    case 'annotation.edited.v1':
      return traces.rewrote(event.payload.text);
    case 'annotation.removed.v1':
      return traces.deleted(event.subject);
    case 'event.retracted.v1':
      return traces.tookBack();
    case 'dossier.described.v1':
    case 'dossier.removed.v1':
    case 'document.added.v1':
    case 'actor.named.v1':
    case 'unrecognised':
      return `recorded ${event.type}`;
  }
}
