/**
 * React Query's part, of its core alone, whatever page is shown: it runs the exchange of a dossier, again when something
 * is pending or the wait for news is over, and backs off while the server fails. It holds no board state; its answer is
 * only how the wire is.
 */
import { type QueryClient, QueryObserver, type QueryObserverResult } from '@tanstack/react-query';
import type { Problem } from '#src/domain/problem.ts';
import { type ApiClient, Refused, Unreachable } from './client.ts';
import { exchange, type Replica } from './exchange.ts';
import { waitAfter } from './patience.ts';

export type Wire =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected' }
  /** It will be tried again by itself. */
  | { readonly kind: 'failing'; readonly problem: Problem; readonly offline: boolean }
  /** It answered, and trying again at once will not help. */
  | { readonly kind: 'refused'; readonly problem: Problem };

const newsWait = 20;
/** Milliseconds to the next exchange: after one that went well, and after one that the server refused. */
const nextExchange = 1_000;
const nextAttempt = 60_000;

/** What the server refuses may be put right without this page being told: a session, a proxy, a role. */
const intervals = { pending: false, success: nextExchange, error: nextAttempt } as const;

/** `before`: how often it had failed before this error. */
export function retryDelay(before: number, error: Error): number {
  const retryAfter = error instanceof Refused ? error.retryAfter : null;
  return retryAfter ?? waitAfter(before + 1);
}

/** The exchange of one dossier, kept going. */
export interface Exchanging {
  /** How the wire is; the same object until that changes. */
  wire(): Wire;
  subscribe(listener: () => void): () => void;
  /** Tries at once, whatever is under way. */
  retry(): void;
  stop(): void;
}

/** How many own events wait for nothing but the next exchange, and the way to hear that this may have changed. */
export interface Due {
  count(): number;
  subscribe(listener: () => void): () => void;
}

/** A rise of what is due cuts the wait for news short. */
export function keepExchanging(
  client: QueryClient,
  api: ApiClient,
  replica: Replica,
  due: Due,
): Exchanging {
  const queryKey = ['exchange', replica.dossier];
  let isSettled = false;
  const observer = new QueryObserver<boolean, Error>(client, {
    queryKey,
    queryFn: async ({ signal }) => {
      await exchange(api, replica, isSettled ? newsWait : 0, signal);
      isSettled = true;
      return true;
    },
    networkMode: 'offlineFirst',
    retry: (_, error) => !(error instanceof Refused) || error.isPassing,
    retryDelay,
    refetchInterval: ({ state }) => intervals[state.status],
    refetchOnWindowFocus: true,
    refetchOnReconnect: true,
    staleTime: 0,
    gcTime: 0,
  });
  const listeners = new Set<() => void>();
  let wire: Wire = { kind: 'connecting' };

  function tell(result: QueryObserverResult<boolean, Error>): void {
    const next = wireOf(result);
    if (isSameWire(wire, next)) return;
    wire = next;
    for (const listener of [...listeners]) listener();
  }

  function retry(): void {
    isSettled = false;
    // A refetch alone cuts short only what has succeeded before; at the start it would wait out the back-off.
    const start = () => client.refetchQueries({ queryKey });
    void client.cancelQueries({ queryKey }, { silent: true }).then(start);
  }

  const unobserve = observer.subscribe(tell);
  let before = due.count();
  const stopDue = due.subscribe(() => {
    const now = due.count();
    const hasRisen = now > before;
    before = now;
    if (hasRisen && observer.getCurrentResult().failureCount === 0) retry();
  });

  return {
    wire: () => wire,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retry,
    stop: () => {
      stopDue();
      unobserve();
      void client.cancelQueries({ queryKey }, { silent: true });
    },
  };
}

function isSameWire(one: Wire, other: Wire): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function wireOf(result: QueryObserverResult<boolean, Error>): Wire {
  const failure = result.error ?? result.failureReason;
  if (failure instanceof Refused && result.isError && !failure.isPassing) {
    return { kind: 'refused', problem: failure.problem };
  }
  if (failure) {
    const offline = result.fetchStatus === 'paused';
    return { kind: 'failing', problem: toldProblem(failure), offline };
  }
  return { kind: result.isSuccess ? 'connected' : 'connecting' };
}

/** An error that no one foresaw is not for the user to read. */
function toldProblem(failure: Error): Problem {
  const isTold = failure instanceof Unreachable || failure instanceof Refused;
  return isTold ? failure.problem : { code: 'server-unforeseen' };
}
