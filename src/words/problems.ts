/** What went wrong, as a sentence that says what happened, what was kept and what to do. */
import type { Problem, ProblemCode, ProblemKind, ProblemOf } from '#src/domain/problem.ts';
import { faults } from '#src/domain/schemas.ts';
import * as entries from './compiled/entries.ts';
import * as events from './compiled/events.ts';
import * as server from './compiled/server.ts';
import * as session from './compiled/session.ts';
import * as store from './compiled/store.ts';
import { placeSubject } from './fields.ts';

const kinds: Readonly<Record<ProblemKind, () => string>> = {
  malformed: server.malformed,
  'clock-ahead': server.clockAhead,
  'signed-out': server.sessionEnded,
  'not-the-actor': server.notTheActor,
  'unknown-dossier': server.unknownDossier,
  'id-reused': server.idReused,
  'too-large': server.tooLarge,
  'too-many-requests': server.tooMany,
  unavailable: server.unavailable,
};

const texts: { readonly [C in ProblemCode]: (problem: ProblemOf<C>) => string } = {
  'no-title': entries.noTitle,
  'no-asker': entries.noAsker,
  'no-choice': entries.noChoice,
  'no-tag': entries.noTag,
  'no-note': entries.noNote,
  'no-reason': entries.noReason,
  'no-dossier-title': entries.noDossierTitle,
  'few-parties': entries.fewParties,
  'many-parties': entries.manyParties,
  'too-long': entries.tooLong,
  'note-too-long': entries.noteTooLong,
  'tag-too-long': entries.tagTooLong,
  'too-many-tags': entries.tooManyTags,
  unstorable: ({ before }) =>
    before === '' ? entries.unstorableFirst() : entries.unstorableAfter({ before }),

  'event-malformed': malformedText,
  'event-unstorable': events.unstorableSomewhere,
  'event-too-large': events.tooLarge,

  'store-closed': store.closed,
  'store-taken-over': store.takenOver,
  'store-full': store.full,
  'store-not-taken': store.notTaken,
  'store-failing': store.failing,
  'store-deleted': store.deleted,
  'store-lost': store.lost,
  'store-refused': store.refused,
  'store-blocked': store.blocked,
  'store-upgrade-full': store.upgradeFull,
  'store-upgrade-failed': store.upgradeFailed,
  'store-newer': store.newer,
  'store-strange': store.strange,

  'server-silent': server.silent,
  'server-unreachable': server.unreachable,
  'server-strange': server.strange,
  'server-sign-in-page': server.signInPage,
  'server-something-else': server.somethingElse,
  'server-many-logs': server.manyLogs,
  'server-nothing-taken': server.nothingTaken,
  'server-embedded-missing': server.embeddedMissing,
  'server-unforeseen': server.unforeseen,
  'server-gap': server.gap,
  'server-withheld': server.withheld,
  'server-status': ({ status }) => statusText(status),
  'server-problem': ({ kind }) => kinds[kind](),
  'server-said': server.said,
  'server-unsaid': server.unsaid,
  'server-event-too-large': server.eventTooLarge,

  'dossier-not-read': session.notRead,
  'dossier-unreadable': ({ reason }) => session.unread({ reason: problemText(reason) }),
  'disk-refuses': session.diskRefuses,
  'move-undone': session.moveUndone,
  'moved-since': session.movedSince,
  'reason-given': session.reasonGiven,
  'too-many-changes': session.tooManyChanges,
  'no-clipboard': session.copyText,
  'no-address-copy': session.copyAddress,
  'clipboard-refused': session.clipboardRefused,
  'part-not-loaded': session.notLoaded,
  unforeseen: ({ text }) => text,
};

function say<C extends ProblemCode>(problem: ProblemOf<C>): string {
  return texts[problem.code](problem);
}

export function problemText(problem: Problem): string {
  return say(problem);
}

/** What a person can mend is said by the name of the field; the rest is a fault of ours, and told as it is. */
function malformedText(problem: ProblemOf<'event-malformed'>): string {
  const { field: place, fault, most } = problem;
  if (fault === faults.ahead) return events.ahead();
  const field = placeSubject(place);
  if (field !== null) {
    if (fault === faults.blank) return events.blank({ field });
    if (fault === faults.unstorable) return events.unstorable({ field });
    if (fault === faults.tooLong && most !== null) return events.tooLong({ field, most });
    if (fault === faults.tooMany && most !== null) return events.tooMany({ field, most });
  }
  return events.malformed({ fault: place === '' ? fault : `${place}: ${fault}` });
}

const statuses: Readonly<Record<number, () => string>> = {
  401: server.signedOut,
  403: server.forbidden,
  404: server.notParley,
  413: server.tooLarge,
  429: server.pause,
  511: server.networkSignIn,
};

function statusText(number: number): string {
  const known = statuses[number];
  if (known) return known();
  const status = `${number}`;
  return number >= 500 ? server.failed({ status }) : server.refused({ status });
}
