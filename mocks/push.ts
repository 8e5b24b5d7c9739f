/**
 * Taking events in: `POST /dossiers/:d/events`. The whole request is taken or none of it, so every check
 * runs over every event before the first is written, and the refusal names each event that is to blame. A dossier comes
 * to be with the first push that begins by describing it.
 */
import { type PushResponse, wireLimits } from '#src/api/contract.ts';
import { driftBeyondLimit, isEventId, recordedAt } from '#src/domain/clock.ts';
import type { EventType, LogEvent, WireEvent } from '#src/domain/event.ts';
import { isNewSlug } from '#src/domain/ids.ts';
import { instantOf } from '#src/domain/instant.ts';
import { type Malformed, parseEvent } from '#src/domain/parse-event.ts';
import { type Outcome, refuse } from './problem.ts';
import { openDossier, type ServerContext, sessionActor } from './server.ts';

interface Received {
  readonly event: LogEvent;
  /** As it came, with whatever a newer version has put into it. */
  readonly wire: WireEvent;
}

/** How many faulty events the sentence spells out. */
const spelledOut = 5;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function bytesIn(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Where some events do not even fit in a request by themselves, those are to blame, and are named. */
function refuseLarge(body: string) {
  const detail = `One request may be ${wireLimits.bodyBytes} bytes long. Send fewer events at a time.`;
  const inputs = parseBody(body);
  const events = inputs.ok
    ? inputs.value.flatMap((input) => {
        const isTooLarge = bytesIn(JSON.stringify({ events: [input] })) > wireLimits.bodyBytes;
        return isTooLarge && isRecord(input) && typeof input.id === 'string' ? [input.id] : [];
      })
    : [];
  return refuse('too-large', detail, { events });
}

function parseBody(body: string): Outcome<readonly unknown[]> {
  let request: unknown;
  try {
    request = JSON.parse(body);
  } catch {
    return refuse('malformed', 'The request is not JSON. Nothing was taken in.');
  }
  if (!isRecord(request) || !Array.isArray(request.events)) {
    return refuse('malformed', 'The request is not an object with a list “events” in it.');
  }
  const count = request.events.length;
  if (count > wireLimits.push) {
    const detail = `One request may hold ${wireLimits.push} events; this one holds ${count}. Send fewer at a time.`;
    return refuse('malformed', detail);
  }
  return { ok: true, value: request.events };
}

function asReceived(input: Readonly<Record<string, unknown>>, event: LogEvent): WireEvent {
  const { seq: _numberOfAnotherServer, ...rest } = input;
  const { id, actor, at, subject } = event;
  const type = event.type === 'unrecognised' ? event.payload.type : String(input.type);
  return { ...rest, id, actor, at, subject, type, payload: input.payload };
}

function parseEvents(inputs: readonly unknown[]): Outcome<readonly Received[]> {
  const received: Received[] = [];
  const problems: string[] = [];
  const ids: string[] = [];
  inputs.forEach((input, index) => {
    const result = parseEvent(input);
    const isForetold = result.ok && result.event.at > recordedAt(result.event.id);
    if (result.ok && isRecord(input) && !isForetold) {
      received.push({ event: result.event, wire: asReceived(input, result.event) });
      return;
    }
    const id = isRecord(input) && typeof input.id === 'string' ? input.id : null;
    if (id !== null) ids.push(id);
    const name = `event ${index + 1}${id === null ? '' : ` (${id})`}`;
    problems.push(`${name}: ${result.ok ? whatIsWrong(isForetold) : faultIn(result)}`);
  });
  if (problems.length === 0) return { ok: true, value: received };
  const more = problems.length > spelledOut ? `; and ${problems.length - spelledOut} more` : '';
  const named = problems.slice(0, spelledOut).join('; ');
  return refuse('malformed', `Nothing was taken in: ${named}${more}.`, { events: ids });
}

/** “payload.title: too-long (200)”. */
function faultIn({ field, fault, most }: Malformed): string {
  return `${field === '' ? 'the event' : field}: ${fault}${most === null ? '' : ` (${most})`}`;
}

function whatIsWrong(isForetold: boolean): string {
  return isForetold ? 'at: is after the moment of recording' : 'is not an object';
}

/**
 * The events whose reading is more than a minute ahead of the server's own. That is its clock, or the newest
 * event it has taken, whichever is later: clients go on from what they have pulled, so a clock that was set back
 * since must not shut them out.
 */
async function judgeReadings(
  { db, now }: ServerContext,
  dossier: string,
  received: readonly Received[],
): Promise<{ readonly ahead: readonly Received[]; readonly reading: number }> {
  const aheadOf = (reading: number) =>
    received.filter(({ event }) => driftBeyondLimit(event.id, reading) > 0);
  const clock = now();
  if (aheadOf(clock).length === 0) return { ahead: [], reading: clock };
  const newest = await db.newest(dossier);
  const taken = newest !== null && isEventId(newest) ? Date.parse(recordedAt(newest)) : 0;
  const reading = Math.max(clock, taken);
  return { ahead: aheadOf(reading), reading };
}

function idsOf(received: readonly Received[]): string[] {
  return received.map(({ wire }) => wire.id);
}

/** Whether it says what the dossier is: what a dossier begins with. Who says it of another has mistyped one of the two. */
function isBeginning(first: unknown, dossier: string): boolean {
  const type: EventType = 'dossier.described.v1';
  return isRecord(first) && first.type === type && first.subject === `dossier:${dossier}`;
}

/** Names of those that are there already may be others; a new one is not told from them by capitals or a point. */
function refuseName(dossier: string) {
  const detail = `“${dossier}” cannot be the name of a new dossier: one has small letters, digits and hyphens. Nothing was taken in.`;
  return refuse('malformed', detail);
}

export async function pushEvents(
  context: ServerContext,
  dossier: string,
  body: string,
): Promise<Outcome<PushResponse>> {
  const opened = await openDossier(context, dossier);
  const inputs = parseBody(body);
  if (!opened.ok && !(inputs.ok && isBeginning(inputs.value[0], dossier))) return opened;
  if (bytesIn(body) > wireLimits.bodyBytes) return refuseLarge(body);
  if (!inputs.ok) return inputs;
  if (!opened.ok && !isNewSlug(dossier)) return refuseName(dossier);
  const parsed = parseEvents(inputs.value);
  if (!parsed.ok) return parsed;
  const received = parsed.value;

  const { ahead, reading } = await judgeReadings(context, dossier, received);
  if (ahead.length > 0) {
    const now = instantOf(reading);
    const detail = `This device’s clock is more than a minute ahead of the server’s (${now}). Set it right; then the changes can be sent again.`;
    return refuse('clock-ahead', detail, { events: idsOf(ahead), now });
  }
  const actor = await sessionActor(context);
  const foreign = received.filter(({ event }) => event.actor !== actor);
  if (foreign.length > 0) {
    const detail = `This session records as ${actor}; it cannot send what someone else has recorded.`;
    return refuse('not-the-actor', detail, { events: idsOf(foreign) });
  }
  const events = received.map(({ wire }) => wire);
  const result = await context.db.append(dossier, events, instantOf(context.now()));
  if (result.ok) return { ok: true, value: { acks: result.acks } };
  const detail = 'Nothing was taken in: the server has other content under the same id.';
  return refuse('id-reused', detail, { events: result.reused });
}
