/**
 * One exchange with the server: push what is pending, then pull what is new, until neither is left.
 * It may be cut off at any point and run again: pushing the same ids twice is safe, and the cursor moves
 * only with the events it stands for. What the server will never take is set aside, the rest goes on.
 */
import type { WireEvent } from '#src/domain/event.ts';
import { type EventKey, eventKey, type Reached, type Refusal } from '#src/storage/event-log.ts';
import { type ApiClient, Refused } from './client.ts';
import { type SessionInfo, wireLimits } from './contract.ts';

/** What an exchange needs of the client's log. */
export interface Replica {
  readonly dossier: string;
  /** Resolves once the device's own log has been read; before, there is nothing to exchange. */
  ready(): Promise<void>;
  /** Own events to push, oldest first. */
  pending(): readonly WireEvent[];
  cursor(): number;
  isIdentified(): boolean;
  identify(session: SessionInfo): Promise<void>;
  markSent(keys: readonly EventKey[]): Promise<void>;
  markRefused(refusals: readonly Refusal[]): Promise<void>;
  receive(events: readonly WireEvent[], reached: Reached): Promise<void>;
  /** Pulls from the beginning again and pushes every own event: the server has lost what it had. */
  startOver(): void;
}

/** Statuses that say something about the events pushed, not about the moment or the session. */
const finalStatuses: readonly number[] = [400, 403, 409, 413];

/** `wait`: seconds to wait for news when there is nothing left to push or pull. */
export async function exchange(
  api: ApiClient,
  replica: Replica,
  wait: number,
  signal: AbortSignal,
): Promise<void> {
  await replica.ready();
  if (!replica.isIdentified()) await replica.identify(await api.session(signal));
  // Another actor's log may have been opened in its place.
  await replica.ready();
  for (;;) {
    await pushAll(api, replica, signal);
    const page = await api.pull(replica.dossier, replica.cursor(), wait, signal);
    if (page.head < replica.cursor()) {
      replica.startOver();
      continue;
    }
    const events = page.events.map(({ seq: _, ...event }) => event);
    await replica.receive(events, { epoch: null, cursor: page.next, head: page.head });
    if (page.next >= page.head && replica.pending().length === 0) return;
  }
}

async function pushAll(api: ApiClient, replica: Replica, signal: AbortSignal): Promise<void> {
  for (;;) {
    const batch = replica.pending().slice(0, wireLimits.push);
    if (batch.length === 0) return;
    await pushBatch(api, replica, batch, signal);
  }
}

function isFinal({ status, isPassing }: Refused): boolean {
  return finalStatuses.includes(status) && !isPassing;
}

/** Pushes a batch; a refused one is halved until the events that cause it stand alone. */
async function pushBatch(
  api: ApiClient,
  replica: Replica,
  batch: readonly WireEvent[],
  signal: AbortSignal,
): Promise<void> {
  try {
    await api.push(replica.dossier, batch, signal);
    await replica.markSent(batch.map(eventKey));
  } catch (error) {
    if (!(error instanceof Refused) || !isFinal(error)) throw error;
    const [only, ...others] = batch;
    if (only !== undefined && others.length === 0) {
      await replica.markRefused([{ key: eventKey(only), reason: error.message }]);
      return;
    }
    const middle = Math.ceil(batch.length / 2);
    await pushBatch(api, replica, batch.slice(0, middle), signal);
    await pushBatch(api, replica, batch.slice(middle), signal);
  }
}
