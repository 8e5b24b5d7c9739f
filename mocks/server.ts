/**
 * The embedded server, as plain functions over its database: what each path of the contract answers,
 * before any HTTP. Time, randomness and timers come in with the context; a refusal is returned, not thrown.
 */
import {
  type DossierList,
  type EventsPage,
  type SequencedEvent,
  type SessionInfo,
  wireLimits,
} from '#src/api/contract.ts';
import { toWire } from '#src/domain/event.ts';
import { isSlug } from '#src/domain/ids.ts';
import { instantOf } from '#src/domain/instant.ts';
import type { ServerDatabase } from './db.ts';
import { type Outcome, refuse } from './problem.ts';
import type { SeedRegistry } from './seed/dossiers.ts';
import { summarise } from './summary.ts';

export interface ServerContext {
  readonly db: ServerDatabase;
  readonly seeds: SeedRegistry;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** An `actor:…` nobody else has. */
  readonly newActor: () => string;
  /** A name no log had before, for one that begins. */
  readonly newEpoch: () => string;
  /** Runs the callback once, `milliseconds` from now. Returns the way to call it off. */
  readonly later: (milliseconds: number, run: () => void) => () => void;
  readonly capabilities: SessionInfo['capabilities'];
}

/** Milliseconds between two comments on a stream that has nothing else to say. */
export const commentInterval = 15_000;

/** Writes the dossier's seed if it has one and no event yet. Two tabs at once write it once. */
async function ensureSeeded(context: ServerContext, dossier: string): Promise<void> {
  const seed = context.seeds.get(dossier);
  if (seed === undefined || (await context.db.head(dossier)) > 0) return;
  const events = await seed.events();
  await context.db.append(dossier, events.map(toWire), instantOf(context.now()));
}

async function ensureListedSeeded(context: ServerContext): Promise<void> {
  for (const [dossier, { listed }] of context.seeds) {
    if (listed) await ensureSeeded(context, dossier);
  }
}

/** The dossier's head, once its seed is written. */
export async function openDossier(
  context: ServerContext,
  dossier: string,
): Promise<Outcome<number>> {
  if (isSlug(dossier)) await ensureSeeded(context, dossier);
  const head = isSlug(dossier) ? await context.db.head(dossier) : 0;
  if (head > 0) return { ok: true, value: head };
  return refuse('unknown-dossier', `There is no dossier “${dossier}” here. Check the address.`);
}

export async function listDossiers(context: ServerContext): Promise<Outcome<DossierList>> {
  await ensureListedSeeded(context);
  const rows = await context.db.dossiers();
  const summaries = await Promise.all(rows.map((row) => summarise(context.db, row)));
  return { ok: true, value: { dossiers: summaries.filter((row) => row !== null) } };
}

/** Which log this is: drawn with the database and kept in it, so that one is gone where the other is. */
function logEpoch(context: ServerContext): Promise<string> {
  return context.db.claimMeta('epoch', context.newEpoch());
}

/** As whom this browser records: drawn once, then kept. */
export function sessionActor(context: ServerContext): Promise<string> {
  return context.db.claimMeta('actor', context.newActor());
}

export async function getSession(context: ServerContext): Promise<Outcome<SessionInfo>> {
  await ensureListedSeeded(context);
  const actor = await sessionActor(context);
  const dossiers = (await context.db.dossiers()).map(({ id }) => id);
  return { ok: true, value: { actor, dossiers, capabilities: context.capabilities } };
}

/** True when the dossier's log has grown past `after`; false after `milliseconds`, or once aborted. */
function logGrown(
  { db, later }: ServerContext,
  dossier: string,
  after: number,
  milliseconds: number,
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (grown: boolean) => {
      stopListening();
      callOff();
      signal.removeEventListener('abort', giveUp);
      resolve(grown);
    };
    const giveUp = () => settle(false);
    const stopListening = db.onAppend((changed) => {
      if (changed === dossier) settle(true);
    });
    const callOff = later(milliseconds, giveUp);
    signal.addEventListener('abort', giveUp);
    if (signal.aborted) giveUp();
    // What was appended between the caller's reading and the listening above would wake nobody.
    db.head(dossier).then((head) => {
      if (head > after) settle(true);
    }, giveUp);
  });
}

export interface PullQuery {
  readonly after: number;
  readonly limit: number;
  /** Seconds to wait for an event if there is none yet. */
  readonly wait: number;
}

export async function pullEvents(
  context: ServerContext,
  dossier: string,
  { after, limit, wait }: PullQuery,
  signal: AbortSignal,
): Promise<Outcome<EventsPage>> {
  const opened = await openDossier(context, dossier);
  if (!opened.ok) return opened;
  const { db } = context;
  const most = Math.min(limit, wireLimits.largestPage);
  const seconds = Math.min(wait, wireLimits.wait);
  let events = await db.eventsAfter(dossier, after, most);
  if (events.length === 0 && seconds > 0) {
    await logGrown(context, dossier, after, seconds * 1_000, signal);
    events = await db.eventsAfter(dossier, after, most);
  }
  const last = events.at(-1)?.seq;
  // A client that is ahead of a server without its old log must see that, so `after` does not count here.
  const head = Math.max(await db.head(dossier), last ?? 0);
  const epoch = await logEpoch(context);
  return { ok: true, value: { epoch, events, next: last ?? after, head } };
}

/** Batches of events as they come; an empty batch is a sign of life. Ends when aborted. */
export async function* streamEvents(
  context: ServerContext,
  dossier: string,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<readonly SequencedEvent[], void> {
  let cursor = after;
  while (!signal.aborted) {
    const events = await context.db.eventsAfter(dossier, cursor, wireLimits.page);
    if (signal.aborted) return;
    cursor = events.at(-1)?.seq ?? cursor;
    if (events.length > 0) yield events;
    else if (!(await logGrown(context, dossier, cursor, commentInterval, signal))) {
      if (!signal.aborted) yield [];
    }
  }
}
