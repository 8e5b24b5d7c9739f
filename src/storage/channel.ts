/**
 * Tells the other tabs of this browser what one tab has written to its log, after it is written. The sender
 * does not hear itself. Where there is no BroadcastChannel, other tabs see the news when they next load.
 */
import type { WireEvent } from '#src/domain/event.ts';

interface News {
  readonly dossier: string;
  readonly events: readonly WireEvent[];
}

export interface Channel {
  post(dossier: string, events: readonly WireEvent[]): void;
  /** Returns the way to stop. */
  subscribe(dossier: string, listener: (events: readonly WireEvent[]) => void): () => void;
  close(): void;
}

/** The events themselves are for the parser to judge. */
function isNews(data: unknown): data is News {
  if (typeof data !== 'object' || data === null) return false;
  if (!('dossier' in data) || !('events' in data)) return false;
  return typeof data.dossier === 'string' && Array.isArray(data.events);
}

const noChannel: Channel = { post: () => {}, subscribe: () => () => {}, close: () => {} };

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
  if (channel === null) return noChannel;
  let isOpen = true;
  return {
    post: (dossier, events) => {
      if (!isOpen || events.length === 0) return;
      const news: News = { dossier, events };
      try {
        channel.postMessage(news);
      } catch {
        // What is written is written; other tabs see it when they next load.
      }
    },
    subscribe: (dossier, listener) => {
      const hear = ({ data }: MessageEvent<unknown>) => {
        if (isNews(data) && data.dossier === dossier) listener(data.events);
      };
      channel.addEventListener('message', hear);
      return () => channel.removeEventListener('message', hear);
    },
    close: () => {
      isOpen = false;
      channel.close();
    },
  };
}
