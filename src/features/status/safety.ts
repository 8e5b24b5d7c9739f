/**
 * How safe what the user did is: the one answer that the status in the header and the notices below it are both
 * worded from, so that they never contradict each other. The least safe change decides.
 */
import type { Wire } from '#src/api/keep-exchanging.ts';
import { commandsAmong } from '#src/domain/clock.ts';
import { eventKey } from '#src/storage/event-log.ts';
import type { DossierState } from '#src/store/dossier-state.ts';
import * as words from '#src/words/compiled/status.ts';
import { saving } from '#src/words/compiled/ui.ts';

export type Safety =
  /** On this device's disk, and a server has it. */
  | { readonly kind: 'saved' }
  /** On its way to the disk, or from there to a server that answers. */
  | { readonly kind: 'saving' }
  /** On this device's disk; the server cannot be reached. */
  | { readonly kind: 'waiting'; readonly changes: number }
  /** On this page alone: the disk refuses, and no server has it yet. */
  | { readonly kind: 'unsaved'; readonly changes: number }
  /** The disk refuses, but a server has it. */
  | { readonly kind: 'on-server' }
  /** This browser keeps nothing; so many changes no server has yet. */
  | { readonly kind: 'in-tab'; readonly changes: number }
  /** Kept here, and a server will not have it. */
  | { readonly kind: 'refused'; readonly changes: number }
  /** Kept here until the server's clock has come to when they were recorded. */
  | { readonly kind: 'held'; readonly changes: number }
  /** What was done is not known: this device's log cannot be read. */
  | { readonly kind: 'unread' };

export type SafetyFacts = Pick<
  DossierState,
  'opening' | 'durability' | 'unwritten' | 'writeFailure' | 'pending' | 'held' | 'refused'
>;

export function safetyOf(facts: SafetyFacts, wire: Wire): Safety {
  const { opening, durability, unwritten, writeFailure, pending, held, refused } = facts;
  const isReached = wire.kind === 'connected' || wire.kind === 'connecting';
  if (writeFailure !== null) {
    const nowhere = new Set(pending);
    const changes = commandsAmong(unwritten.filter((event) => nowhere.has(event)));
    if (changes > 0) return { kind: 'unsaved', changes };
  } else if (unwritten.length > 0) return { kind: 'saving' };
  if (durability === 'memory') return { kind: 'in-tab', changes: commandsAmong(pending) };
  if (pending.length > 0 && !isReached) {
    return { kind: 'waiting', changes: commandsAmong(pending) };
  }
  const early = new Set(held.map(({ key }) => key));
  const ahead = early.size === 0 ? [] : pending.filter((event) => early.has(eventKey(event)));
  if (pending.length > ahead.length) return { kind: 'saving' };
  if (ahead.length > 0) return { kind: 'held', changes: commandsAmong(ahead) };
  if (refused.length > 0) return { kind: 'refused', changes: refused.length };
  if (opening.kind === 'unreadable') return { kind: 'unread' };
  return { kind: writeFailure === null ? 'saved' : 'on-server' };
}

export function savedText(safety: Safety): string {
  switch (safety.kind) {
    case 'saved':
      return words.saved();
    case 'saving':
      return saving();
    case 'waiting':
      return words.waiting({ count: safety.changes });
    case 'unsaved':
      return words.unsaved({ count: safety.changes });
    case 'on-server':
      return words.onServer();
    case 'in-tab':
      return words.inTab();
    case 'refused':
      return words.refused({ count: safety.changes });
    case 'held':
      return words.held({ count: safety.changes });
    case 'unread':
      return words.unread();
  }
}
