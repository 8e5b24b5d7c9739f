/**
 * One exchange with the server: push what can be pushed, then pull what is new, until neither is left. It may be
 * cut off at any point and run again: pushing the same ids twice is safe, and the cursor moves only with the events
 * it stands for. Nothing that a server says makes it run without end, and no failing push keeps a pull from coming.
 */
import type { WireEvent } from '#src/domain/event.ts';
import type { EventKey, Reached, Refusal } from '#src/storage/event-log.ts';
import type { ReceivedPage } from './answers.ts';
import { type ApiClient, type PageAsked, Refused, Unreachable } from './client.ts';
import { type SessionInfo, wireLimits } from './contract.ts';
import { pushPending } from './push-pending.ts';

/** What an exchange needs of the client's log. */
export interface Replica {
  readonly dossier: string;
  /** Resolves once the device's own log has been read; before, there is nothing to exchange. */
  ready(): Promise<void>;
  /** Own events that may be pushed now, oldest first: what this actor recorded, and nothing is held back. */
  sendable(): readonly WireEvent[];
  reached(): Reached;
  /** Whether this actor has described the dossier, so that a server which does not know it can be given it. */
  hasDescribed(): boolean;
  /** Whether a server has said, since the page was loaded, as whom this client records. */
  isIdentified(): boolean;
  identify(session: SessionInfo): Promise<void>;
  markSent(keys: readonly EventKey[]): Promise<void>;
  /** Sets events aside that the server will not take. */
  markRefused(refusals: readonly Refusal[]): Promise<void>;
  /** What was set aside is to be sent again, for whatever made the server refuse it may have been put right. */
  retryRefused(): Promise<void>;
  /**
   * Keeps events back whose ids are ahead of the server's reading (milliseconds since 1970; null where it is not
   * known) until it would take them.
   */
  holdBack(keys: readonly EventKey[], reading: number | null): void;
  /** Whatever stood in a page, and how far that brings the log. */
  receive(records: readonly unknown[], reached: Reached): Promise<void>;
  /** The server has another log than the one received so far: what is here is compared with it from the start. */
  startOver(epoch: string | null): void;
}

/** Milliseconds a pull may take where a push has just had no answer: the user is to hear of that soon. */
const hurried = 5_000;

/** `wait`: seconds to wait for news when there is nothing left to push or pull. */
export async function exchange(
  api: ApiClient,
  replica: Replica,
  wait: number,
  signal: AbortSignal,
): Promise<void> {
  await replica.ready();
  if (!replica.isIdentified()) await introduce(api, replica, signal);
  let failure: Error | null = null;
  let hasStartedOver = false;
  let hasOffered = false;
  let isStalled = false;
  let ahead: PageAhead | null = null;
  // Small at first, so that it is soon known how much there is; then fewer are quicker. A new exchange begins small.
  let limit: number = wireLimits.page;
  for (;;) {
    failure ??= await pushPending(api, replica, () => introduce(api, replica, signal), signal);
    const before = replica.reached();
    const patience = failure instanceof Unreachable ? hurried : undefined;
    const seconds = failure === null ? wait : 0;
    const asked = { after: before.cursor, limit, wait: seconds, patience };
    const asking: Promise<ReceivedPage> =
      ahead?.after === before.cursor ? ahead.page : api.pull(replica.dossier, asked, signal);
    ahead = null;
    const mayOffer = !hasOffered && replica.hasDescribed();
    const page = await (mayOffer ? unlessUnknown(asking) : asking);
    if (page === null) {
      hasOffered = true;
      failure = null;
      replica.startOver(null);
      continue;
    }
    if (isOfAnotherLog(page, before)) {
      if (hasStartedOver) throw new Unreachable({ code: 'server-many-logs' });
      hasStartedOver = true;
      replica.startOver(page.epoch);
      if (before.cursor > 0) continue;
    }
    const reached = reachedBy(page, before);
    // What came after a gap is shown all the same: the order of arrival does not matter to the board.
    const records = page.records.map(({ record }) => record);
    const isBehind = reached.cursor < reached.head;
    const hasCome = reached.cursor > before.cursor;
    // The next page is on its way while this one is written and folded.
    if (isBehind && hasCome) {
      limit = Math.min(2 * limit, wireLimits.largestPage);
      const next = { after: reached.cursor, limit, wait: 0 };
      ahead = askAhead(api, replica.dossier, next, signal);
    }
    await replica.receive(records, reached);
    if (isBehind && !hasCome && isStalled) throw incomplete(page, reached);
    isStalled = isBehind && !hasCome;
    const isSent = failure !== null || replica.sendable().length === 0;
    if (!isBehind && isSent) break;
  }
  if (failure) throw failure;
}

/** Null where the server has no such dossier: it has lost it, or was never told. Then it takes it from who described it. */
async function unlessUnknown(page: Promise<ReceivedPage>): Promise<ReceivedPage | null> {
  try {
    return await page;
  } catch (error) {
    if (error instanceof Refused && error.kind === 'unknown-dossier') return null;
    throw error;
  }
}

/** A page that has been asked for before it was needed. */
interface PageAhead {
  readonly after: number;
  readonly page: Promise<ReceivedPage>;
}

function askAhead(
  api: ApiClient,
  dossier: string,
  asked: PageAsked,
  signal: AbortSignal,
): PageAhead {
  const page = api.pull(dossier, asked, signal);
  // Where it fails, whoever waits for it hears; and nobody may.
  page.catch(() => undefined);
  return { after: asked.after, page };
}

async function introduce(api: ApiClient, replica: Replica, signal: AbortSignal): Promise<void> {
  await replica.identify(await api.session(signal));
  await replica.ready();
}

/**
 * A server that does not say which log it has is known by one that ends before the cursor. Where nothing was
 * received yet, any log is another one than the none so far: own events may have gone to one that is lost.
 */
function isOfAnotherLog(page: ReceivedPage, { epoch, cursor }: Reached): boolean {
  if (headOf(page) < cursor) return true;
  if (page.epoch === null) return false;
  return epoch === null ? cursor === 0 : epoch !== page.epoch;
}

function headOf({ records, head }: ReceivedPage): number {
  return records.reduce((most, { seq }) => Math.max(most, seq), head);
}

/** The cursor goes as far as the numbers do without a gap, whatever the server says of it. */
function reachedBy(page: ReceivedPage, { epoch, cursor: before }: Reached): Reached {
  const numbers = new Set(page.records.map(({ seq }) => seq));
  let cursor = before;
  while (numbers.has(cursor + 1)) cursor += 1;
  return { epoch: page.epoch ?? epoch, cursor, head: headOf(page) };
}

function incomplete({ records }: ReceivedPage, { cursor, head }: Reached): Unreachable {
  return new Unreachable(
    records.some(({ seq }) => seq > cursor)
      ? { code: 'server-gap', entry: cursor + 1 }
      : { code: 'server-withheld', first: cursor + 1, last: head },
  );
}
