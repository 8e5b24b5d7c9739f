/**
 * React Query's part: it runs the exchange of a dossier, again when something is pending or the wait for news
 * is over, and backs off while the server fails. It holds no board state; its answer is only how the wire is.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { type ApiClient, Refused, Unreachable } from './client.ts';
import type { ProblemKind } from './contract.ts';
import { exchange, type Replica } from './exchange.ts';

export type Wire =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected' }
  /** It will be tried again by itself. `message`: what is wrong, as a sentence. */
  | { readonly kind: 'failing'; readonly message: string; readonly offline: boolean }
  /** It answered, and trying again at once will not help. `problem` is absent where it is none of Parley's. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly problem?: ProblemKind;
      readonly message: string;
    };

const newsWait = 20;
/** Milliseconds to the next exchange: after one that went well, and after one that the server refused. */
const nextExchange = 1_000;
const nextAttempt = 60_000;
const longestDelay = 30_000;

/** What the server refuses may be put right without this page being told: a session, a proxy, a role. */
const intervals = { pending: false, success: nextExchange, error: nextAttempt } as const;

export function retryDelay(failures: number, error: Error): number {
  const retryAfter = error instanceof Refused ? error.retryAfter : null;
  return retryAfter ?? Math.min(longestDelay, 1_000 * 2 ** failures);
}

export interface ExchangeHandle {
  readonly wire: Wire;
  /** Tries at once, whatever is under way. */
  retry(): void;
}

/** `pending`: how many own events wait to be pushed; a rise cuts the wait for news short. */
export function useExchange(api: ApiClient, replica: Replica, pending: number): ExchangeHandle {
  const client = useQueryClient();
  const isSettled = useRef(false);
  const query = useQuery({
    queryKey: ['exchange', replica.dossier],
    queryFn: async ({ signal }) => {
      await exchange(api, replica, isSettled.current ? newsWait : 0, signal);
      isSettled.current = true;
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

  const retry = useCallback(() => {
    isSettled.current = false;
    const queryKey = ['exchange', replica.dossier];
    // A refetch alone cuts short only what has succeeded before; at the start it would wait out the back-off.
    const start = () => client.refetchQueries({ queryKey });
    void client.cancelQueries({ queryKey }, { silent: true }).then(start);
  }, [client, replica.dossier]);

  const before = useRef(pending);
  const isFailing = query.failureCount > 0;
  useEffect(() => {
    if (pending > before.current && !isFailing) retry();
    before.current = pending;
  }, [pending, isFailing, retry]);

  return { wire: wireOf(query.error ?? query.failureReason, query.isError, query), retry };
}

function wireOf(
  failure: Error | null,
  isFinal: boolean,
  query: { isSuccess: boolean; fetchStatus: string },
): Wire {
  if (failure instanceof Refused && isFinal && !failure.isPassing) {
    const { status, kind, message } = failure;
    return { kind: 'refused', status, message, ...(kind && { problem: kind }) };
  }
  if (failure) {
    const offline = query.fetchStatus === 'paused';
    return { kind: 'failing', message: sentenceOf(failure), offline };
  }
  return { kind: query.isSuccess ? 'connected' : 'connecting' };
}

/** An error that no one foresaw is not for the user to read. */
function sentenceOf(failure: Error): string {
  const isTold = failure instanceof Unreachable || failure instanceof Refused;
  return isTold ? failure.message : 'What the server sent could not be taken in.';
}
