/**
 * Pushing what is pending, so that one refused event never holds up another. Events the server names as to blame
 * stand aside at once; where it names none, the batch is halved until one stands alone. An event that is ahead of
 * the server's reading is kept back, not set aside; what says nothing of the events leaves them all where they are.
 */
import type { WireEvent } from '#src/domain/event.ts';
import type { Problem, ProblemKind } from '#src/domain/problem.ts';
import { type EventKey, eventKey } from '#src/storage/event-log.ts';
import { type ApiClient, Refused, Unreachable } from './client.ts';
import { wireLimits } from './contract.ts';
import type { Replica } from './exchange.ts';

/** What is wrong with the events themselves, and not with the moment, the session or the way. */
const kindsOfEvents: readonly (ProblemKind | null)[] = [
  'malformed',
  'clock-ahead',
  'not-the-actor',
  'id-reused',
  'too-large',
];

function isAboutEvents({ kind, status, events, isPassing }: Refused): boolean {
  if (isPassing) return false;
  return events.length > 0 || kindsOfEvents.includes(kind) || status === 413;
}

/** Null once nothing more can be pushed; else why the rest has to wait. `introduce` asks again as whom to record. */
export async function pushPending(
  api: ApiClient,
  replica: Replica,
  introduce: () => Promise<void>,
  signal: AbortSignal,
): Promise<Error | null> {
  /** So many of the first events are known to hold one that is refused. */
  let suspects = 0;
  let isIntroduced = false;
  try {
    for (;;) {
      const most = suspects === 0 ? wireLimits.push : Math.ceil(suspects / 2);
      const batch = fittingOf(replica.sendable().slice(0, most));
      if (batch.length === 0) return null;
      const refusal = await pushBatch(api, replica, batch, signal);
      if (refusal === null) {
        suspects = Math.max(0, suspects - batch.length);
      } else if (refusal.kind === 'not-the-actor' && !isIntroduced) {
        // The log may be another actor's than the session's; then nothing is wrong with its events.
        isIntroduced = true;
        await introduce();
      } else {
        const blamed = toBlame(batch, refusal);
        await putAside(replica, blamed, refusal);
        suspects = blamed.length === 0 ? batch.length : 0;
      }
    }
  } catch (error) {
    const isFailure = error instanceof Refused || error instanceof Unreachable;
    if (signal.aborted || !isFailure) throw error;
    return error;
  }
}

/** As many of the events, from the first, as a request may be long. */
function fittingOf(events: readonly WireEvent[]): readonly WireEvent[] {
  let bytes = sizeOf([]);
  const count = events.findIndex((event) => {
    bytes += sizeOf([event]);
    return bytes > wireLimits.bodyBytes;
  });
  return count === -1 ? events : events.slice(0, Math.max(1, count));
}

/** Bytes of the request that pushes them. */
function sizeOf(events: readonly WireEvent[]): number {
  return new TextEncoder().encode(JSON.stringify({ events })).length;
}

/** Null once it is taken in. Throws what says nothing of the events in it. */
async function pushBatch(
  api: ApiClient,
  replica: Replica,
  batch: readonly WireEvent[],
  signal: AbortSignal,
): Promise<Refused | null> {
  try {
    const { acks } = await api.push(replica.dossier, batch, signal);
    const acknowledged = new Set(acks.map(({ id }) => id));
    const sent = batch.filter(({ id }) => acknowledged.has(id));
    if (sent.length === 0) throw new Unreachable({ code: 'server-nothing-taken' });
    await replica.markSent(sent.map(eventKey));
    return null;
  } catch (error) {
    if (error instanceof Refused && isAboutEvents(error)) return error;
    throw error;
  }
}

/** Whom the server names; one that stands alone needs no naming. Empty where it may be any of them. */
function toBlame(batch: readonly WireEvent[], { events }: Refused): readonly WireEvent[] {
  const named = batch.filter(({ id }) => events.includes(id));
  return named.length > 0 || batch.length > 1 ? named : batch;
}

async function putAside(
  replica: Replica,
  events: readonly WireEvent[],
  refusal: Refused,
): Promise<void> {
  const keys: readonly EventKey[] = events.map(eventKey);
  if (keys.length === 0) return;
  if (refusal.kind === 'clock-ahead') replica.holdBack(keys, refusal.reading);
  else {
    const refusals = events.map((event) => ({
      key: eventKey(event),
      problem: refusal.status === 413 ? tooLarge(event) : refusal.problem,
    }));
    await replica.markRefused(refusals);
  }
}

function tooLarge(event: WireEvent): Problem {
  return { code: 'server-event-too-large', bytes: sizeOf([event]) };
}
