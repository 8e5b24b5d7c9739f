/**
 * A digest of a set of events: how many, and two sums over hashes of their keys. Equal sets have equal digests
 * whatever their order, and one event more or less changes it, so a stored result can be held against the log
 * it claims to stand for. It guards against mistakes, not against forgery.
 */
import type { LogEvent } from './event.ts';

export interface Digest {
  readonly count: number;
  readonly sum: number;
  readonly mix: number;
}

export const emptyDigest: Digest = { count: 0, sum: 0, mix: 0 };

/** FNV-1a, 32 bits: G. Fowler, L. C. Noll, K.-P. Vo, 1991. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

/** The digest of a set and of these events, none of which may be in the set yet. */
export function extendDigest(digest: Digest, events: Iterable<LogEvent>): Digest {
  let { count, sum, mix } = digest;
  for (const { id, actor } of events) {
    const hash = hashOf(id) ^ hashOf(actor);
    count += 1;
    sum = (sum + hash) >>> 0;
    mix = (mix ^ Math.imul(hash, 0x9e3779b1)) >>> 0;
  }
  return { count, sum, mix };
}

export function isSameDigest(a: Digest, b: Digest): boolean {
  return a.count === b.count && a.sum === b.sum && a.mix === b.mix;
}
