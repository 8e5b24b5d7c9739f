/**
 * Tells the other tabs of this browser what one tab has written to its log, after it is written. The sender
 * does not hear itself. Where there is no BroadcastChannel, or it fails, other tabs see the news when they next
 * load: what is written is written, so nothing here ever throws.
 */
import type { EventKey, News, Shelf } from './event-log.ts';

interface Message extends News {
  /** The shelf; whatever wrote this may be another version. */
  readonly dossier: string;
}

export interface Channel {
  post(shelf: Shelf, news: News): void;
  /** Returns the way to stop. */
  subscribe(shelf: Shelf, listener: (news: News) => void): () => void;
  close(): void;
}

function isKey(value: unknown): value is EventKey {
  return typeof value === 'string' && value.includes(' ');
}

/** The events themselves are for the parser to judge. */
function isMessage(data: unknown): data is Message {
  if (typeof data !== 'object' || data === null) return false;
  if (!('dossier' in data) || !('events' in data) || !('gone' in data)) return false;
  const { dossier, events, gone } = data;
  return (
    typeof dossier === 'string' &&
    Array.isArray(events) &&
    Array.isArray(gone) &&
    gone.every((key: unknown) => isKey(key))
  );
}

/** Null where the browser has none, or refuses it. */
function broadcastChannel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}

export function openChannel(name: string): Channel {
  const channel = broadcastChannel(name);
  if (channel === null) return { post: () => {}, subscribe: () => () => {}, close: () => {} };
  return {
    post: (shelf, news) => {
      if (news.events.length === 0 && news.gone.length === 0) return;
      const message: Message = { dossier: shelf, ...news };
      try {
        channel.postMessage(message);
      } catch {
        // It is closed, or the browser will not pass this on.
      }
    },
    subscribe: (shelf, listener) => {
      const onMessage = ({ data }: MessageEvent<unknown>) => {
        if (!isMessage(data) || data.dossier !== shelf) return;
        listener({ events: data.events, gone: data.gone });
      };
      channel.addEventListener('message', onMessage);
      return () => channel.removeEventListener('message', onMessage);
    },
    close: () => channel.close(),
  };
}
