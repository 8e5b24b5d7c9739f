/**
 * What taking a Trello board's cards into a dossier comes to: each becomes an issue, with what its actions tell of its past
 * as dated history.
 *
 * - An issue's id is made from its card's, so the same card is the same issue, however often its board is taken in; a comment
 *   is known again by its text, author and time, also where somebody has changed or deleted the note here; one that was edited
 *   on its board, by author and time.
 * - A card that is archived is an issue that is removed, since the moment of the archiving. One that was archived and brought
 *   back has no trace of that: here, too, restoring unsays a removal for every date.
 * - What nothing tells the time of is as of the card's last activity, for it was so by then; else as of now.
 * - What a card was before it came to a list that is taken in is no part of the talks: its issue begins when it came there,
 *   and older comments stand at that moment.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Folded } from '#src/domain/board.ts';
import { cellKey } from '#src/domain/cells.ts';
import type { EventId } from '#src/domain/clock.ts';
import { type Intention, kindOf, type LogEvent } from '#src/domain/event.ts';
import { type IssueId, isSlug, type PartyCode } from '#src/domain/ids.ts';
import type { Instant } from '#src/domain/instant.ts';
import type { Issue } from '#src/domain/issue.ts';
import { changesTo } from '#src/domain/issue-fields.ts';
import type { Rank } from '#src/domain/rank.ts';
import { restorations } from '#src/domain/restoration.ts';
import { retractionsInForce } from '#src/domain/retraction.ts';
import { limits } from '#src/domain/schemas.ts';
import { cutTo } from '#src/domain/whole-characters.ts';
import { isBlank } from '#src/domain/written-text.ts';
import { ranksFor } from './cell-ranks.ts';
import type { TrelloBoard, TrelloCard } from './trello-board.ts';
import {
  archivedAt,
  type CardHistory,
  type CardState,
  changesFrom,
  historyOf,
  lastActive,
  reopenedAt,
  type Step,
} from './trello-history.ts';
import { readLabels, statusOfCard, statusOfList, type TrelloMatching } from './trello-matching.ts';
import { type IssueText, notesOf, type TrelloWords, textOf, titleOf } from './trello-text.ts';

export type TrelloFault =
  /** It cannot be taken, for nobody asks for it. */
  | { readonly code: 'no-asker' }
  /** Its labels name more than one asker; the first asks, the others are tags. */
  | { readonly code: 'askers'; readonly parties: readonly PartyCode[] }
  | { readonly code: 'no-title' }
  /** Its name is cut, and stands whole in the summary. */
  | { readonly code: 'title-long'; readonly most: number }
  /** Its text goes on in so many notes. */
  | { readonly code: 'summary-long'; readonly notes: number; readonly most: number }
  /** Labels that are told of in the summary, for they are too long or too many to be tags. */
  | { readonly code: 'tags'; readonly labels: readonly string[] }
  /** A comment that is more than one note. */
  | { readonly code: 'comment-long'; readonly notes: number; readonly most: number }
  /** The name of an author is cut. */
  | { readonly code: 'author-long'; readonly name: string; readonly most: number }
  /** Comments from before it came to a list that is taken in; they stand at the moment when it did. */
  | { readonly code: 'comments-early'; readonly count: number };

export interface TrelloProblem {
  /** The card's name; empty where it has none. */
  readonly card: string;
  readonly fault: TrelloFault;
}

/** What becomes of the cards, each counted once, and of what is in them. */
export interface TrelloCounts {
  readonly added: number;
  readonly updated: number;
  /** There already, and left as they are. */
  readonly same: number;
  /** In lists that are left out. */
  readonly leftOut: number;
  /** Archived, and left out for that. */
  readonly archived: number;
  /** Cannot be taken; the problems say why. */
  readonly refused: number;
  readonly moves: number;
  readonly notes: number;
}

export type TrelloPlan =
  | {
      readonly ok: true;
      readonly intentions: readonly Intention[];
      readonly problems: readonly TrelloProblem[];
      readonly counts: TrelloCounts;
    }
  /** More events than one command can record. */
  | { readonly ok: false; readonly events: number; readonly most: number };

export interface TrelloOptions {
  /** What becomes of issues that are there already, known by their cards. */
  readonly known: 'update' | 'leave';
  /** The wall clock. */
  readonly now: Instant;
  readonly words: TrelloWords;
}

/** A few less than one command can touch (clock.ts), for what begins a dossier may be among them. */
export const mostEvents = 65_000;

/** Cards planned in one go. */
const perSlice = 200;

/** The id of the issue that a card becomes. */
export function issueOf(card: string): IssueId {
  const slug = `trello-${card}`;
  if (isSlug(slug)) return `issue:${slug}`;
  const digest = bytesToHex(sha256(new TextEncoder().encode(card)));
  return `issue:trello-${digest.slice(0, 32)}`;
}

/** What there is to go by, whichever card it is. */
interface Context {
  readonly folded: Folded;
  readonly trello: TrelloBoard;
  readonly matching: TrelloMatching;
  readonly options: TrelloOptions;
  /** Adds to the problems. */
  readonly tell: (card: TrelloCard, fault: TrelloFault) => void;
}

/** A card that is taken in. */
interface Taken {
  readonly card: TrelloCard;
  readonly subject: IssueId;
  /** Null where it is new. */
  readonly issue: Issue | null;
  readonly today: CardState;
  readonly asker: PartyCode;
  readonly tags: readonly string[];
  /** Labels that are no tags. */
  readonly labels: readonly string[];
}

/** Why a card is not taken in, as it is counted. */
type Passed = 'same' | 'leftOut' | 'archived' | 'refused';

/** Yields, between two slices, how many cards it has been through. New issues come last in their cells, as the cards stand. */
export function* planTrello(
  folded: Folded,
  trello: TrelloBoard,
  matching: TrelloMatching,
  options: TrelloOptions,
): Generator<number, TrelloPlan> {
  const problems: TrelloProblem[] = [];
  const tell: Context['tell'] = ({ name }, fault) => problems.push({ card: name, fault });
  const context: Context = { folded, trello, matching, options, tell };
  const passed = { same: 0, leftOut: 0, archived: 0, refused: 0 };
  const taken: Taken[] = [];
  for (const [place, card] of trello.cards.entries()) {
    const one = take(card, context);
    if (typeof one === 'string') passed[one] += 1;
    else taken.push(one);
    if ((place + 1) % perSlice === 0) yield 0;
  }
  const cellOf = ({ asker, today }: Taken) => cellKey(asker, today.status);
  const ranks = yield* ranksFor(folded.board, taken.map(cellOf));
  const intentions: Intention[] = [];
  let [added, updated, count] = [0, 0, 0];
  for (const one of taken) {
    const rank = ranks(cellOf(one));
    const { issue } = one;
    const planned =
      issue === null ? adding(one, rank, context) : updating({ ...one, issue }, rank, context);
    for (const intention of planned) intentions.push(intention);
    if (issue === null) added += 1;
    else if (planned.length > 0) updated += 1;
    else passed.same += 1;
    count += 1;
    if (count % perSlice === 0) yield count;
  }
  const events = intentions.length;
  if (events > mostEvents) return { ok: false, events, most: mostEvents };
  const countOf = (type: Intention['type']) =>
    intentions.filter((intention) => intention.type === type).length;
  const inside = { moves: countOf('issue.moved.v1'), notes: countOf('annotation.added.v1') };
  return { ok: true, intentions, problems, counts: { added, updated, ...passed, ...inside } };
}

function take(card: TrelloCard, context: Context): Taken | Passed {
  const { folded, trello, matching, options, tell } = context;
  const status = statusOfCard(card, matching);
  if (status === null) return 'leftOut';
  if (card.isArchived && !matching.withArchived) return 'archived';
  const subject = issueOf(card.id);
  const issue = folded.board.issues.get(subject) ?? null;
  if (issue !== null && (options.known === 'leave' || isGone(issue, card, context))) return 'same';
  const { askers, tags, others: labels } = readLabels(card, trello, matching);
  const asker = askers[0] ?? issue?.asker ?? matching.others.asker;
  if (asker === null) {
    tell(card, { code: 'no-asker' });
    return 'refused';
  }
  const { title, isWhole } = titleOf(card.name, options.words);
  if (isBlank(card.name)) tell(card, { code: 'no-title' });
  if (!isWhole) tell(card, { code: 'title-long', most: limits.title });
  if (askers.length > 1) tell(card, { code: 'askers', parties: askers });
  if (labels.length > 0) tell(card, { code: 'tags', labels });
  return { card, subject, issue, today: { status, title }, asker, tags, labels };
}

/** Whether it is removed and its card is not, and was not brought back since. */
function isGone({ removed }: Issue, card: TrelloCard, { trello, options }: Context): boolean {
  if (removed === null || card.isArchived) return false;
  const reopened = reopenedAt(card, trello, options.now);
  return reopened === null || reopened <= removed.at;
}

function adding(one: Taken, rank: Rank, context: Context): readonly Intention[] {
  const { card, subject, today, asker, tags } = one;
  const { matching, options } = context;
  const { now, words } = options;
  const { begins, first, steps } = pastOf(one, context);
  const notBefore = (at: Instant | null) => {
    if (begins === null || at === null) return null;
    return at < begins ? begins : at;
  };
  const { summary, notes } = writtenOn(one, context);
  const { category, basis } = matching.others;
  const { status, title } = first;
  const fields = { title, asker, basis, summary, category, tags, evidence: [] };
  const added: Intention = {
    type: 'issue.added.v1',
    subject,
    payload: { ...fields, status, rank },
    ...dated(begins),
  };
  const changes = changesFrom(first, steps, today, notBefore(lastActive(card, now)));
  const comments = commentsOn(card, context);
  const early = comments.filter(({ at }) => at !== null && at !== notBefore(at));
  if (early.length > 0) context.tell(card, { code: 'comments-early', count: early.length });
  const archived = card.isArchived ? [notBefore(archivedAt(card, context.trello, now))] : [];
  return [
    added,
    ...notes.map((text) => noting(subject, { text, author: '', at: begins })),
    ...inOrder([
      ...changes.map((step) => changing(subject, step, rank)),
      ...comments.map((comment) => noting(subject, { ...comment, at: notBefore(comment.at) })),
      ...archived.map((at) => removing(subject, at, words)),
    ]),
  ];
}

/**
 * What is there already, and what is not yet. Moves and renames later than all that is known of the issue are recorded as of
 * their own time; what still differs then, as of now.
 */
function updating(
  one: Taken & { readonly issue: Issue },
  rank: Rank,
  context: Context,
): readonly Intention[] {
  const { card, subject, issue, today, asker, tags } = one;
  const { folded, trello, options } = context;
  const { now, words } = options;
  const about = folded.log.get(subject) ?? [];
  const { changed, notes: known, told } = knownOf(about);
  const isLater = (at: Instant | null) => at !== null && at > changed;
  const laterOnly = (at: Instant | null) => (isLater(at) ? at : null);
  const { first, steps } = pastOf(one, context);
  // What changed nothing then, and so was not recorded, is no change now.
  const later = changesFrom(first, steps, today, null).filter(
    (step): step is Step & { readonly at: Instant } => isLater(step.at),
  );
  const changes = changesFrom(issue, later, today, laterOnly(lastActive(card, now)));
  const { summary, notes } = writtenOn(one, context);
  const edit = changesTo(issue, { asker, summary, tags });
  const isReplaced = edit?.asker !== undefined && !changes.some(({ kind }) => kind === 'moved');
  const placed: readonly Step[] = isReplaced
    ? [{ kind: 'moved', at: null, status: today.status }]
    : [];
  const comments = [
    ...notes.map((text) => ({ text, author: '', at: null })),
    ...commentsOn(card, context).map((comment) => {
      const { at } = comment;
      return { ...comment, at: at !== null && at < issue.addedAt ? issue.addedAt : at };
    }),
  ];
  const isRemoved = card.isArchived && issue.removed === null;
  return [
    ...(card.isArchived ? [] : restorations(about)),
    ...inOrder([
      ...[...changes, ...placed].map((step) => changing(subject, step, rank)),
      ...(edit ? [{ type: 'issue.edited.v1', subject, payload: edit } as const] : []),
      ...comments
        .filter((comment) => !known.has(noteKey(comment)))
        .flatMap((comment) => {
          const note = rewritten(comment, comments, told);
          return note ? retelling(issue, note, comment) : [noting(subject, comment)];
        }),
      ...(isRemoved ? [removing(subject, laterOnly(archivedAt(card, trello, now)), words)] : []),
    ]),
  ];
}

function pastOf({ card, today }: Taken, { matching, options }: Context): CardHistory {
  return historyOf(card, {
    today,
    statusOf: (list) => statusOfList(list, matching),
    titleOf: (name) => titleOf(name, options.words).title,
    now: options.now,
  });
}

/** A note before it is recorded. `at`: null for the moment of recording. */
interface UnrecordedNote {
  readonly text: string;
  /** Empty where it is nobody else's. */
  readonly author: string;
  readonly at: Instant | null;
}

/** A note of which nobody knows the time is known by what it says alone. */
function noteKey({ text, author, at }: UnrecordedNote): string {
  return JSON.stringify([at, author, text]);
}

/** Who wrote a note, and when: what a comment keeps when it is edited. */
function pennedKey({ author, at }: Pick<UnrecordedNote, 'author' | 'at'>): string {
  return JSON.stringify([at, author]);
}

/** A note as it was recorded, and every text that it has had. */
interface ToldNote {
  readonly id: EventId;
  readonly texts: Set<string>;
}

/** The note of a comment that was edited since; null where it is a new one, or one of several of that moment. */
function rewritten(
  comment: UnrecordedNote,
  comments: readonly UnrecordedNote[],
  told: ReadonlyMap<string, readonly ToldNote[]>,
): ToldNote | null {
  if (comment.at === null) return null;
  const key = pennedKey(comment);
  const [note, ...others] = told.get(key) ?? [];
  const isAlone = comments.filter((other) => pennedKey(other) === key).length === 1;
  return note !== undefined && others.length === 0 && isAlone ? note : null;
}

/** What somebody has deleted here stays so, and what was changed, until it is edited there once more. */
function retelling(
  { id: subject, annotations }: Issue,
  note: ToldNote,
  { text }: UnrecordedNote,
): readonly Intention[] {
  const isHere = annotations.some(({ id }) => id === note.id);
  if (!isHere || note.texts.has(text)) return [];
  return [{ type: 'annotation.edited.v1', subject, payload: { annotation: note.id, text } }];
}

/** Of the events about an issue: when it was last changed, and the notes that were ever on it, by their keys. */
function knownOf(about: readonly LogEvent[]) {
  const retracted = retractionsInForce(about);
  const notes = new Set<string>();
  const told = new Map<string, ToldNote[]>();
  const byId = new Map<EventId, ToldNote>();
  let changed = '';
  for (const event of about) {
    if (retracted.has(event.id)) continue;
    if (event.type === 'annotation.added.v1') {
      const { text, author = '' } = event.payload;
      notes.add(noteKey({ text, author, at: event.at }));
      notes.add(noteKey({ text, author, at: null }));
      const note: ToldNote = { id: event.id, texts: new Set([text]) };
      const key = pennedKey({ author, at: event.at });
      told.set(key, [...(told.get(key) ?? []), note]);
      byId.set(event.id, note);
    } else if (event.type === 'annotation.edited.v1') {
      byId.get(event.payload.annotation)?.texts.add(event.payload.text);
    } else if (kindOf(event) === 'issue' && event.at > changed) changed = event.at;
  }
  return { changed, notes, told };
}

function writtenOn({ card, labels }: Taken, { options, tell }: Context): IssueText {
  const text = textOf(card, labels, options.words);
  const { length: notes } = text.notes;
  if (notes > 0) tell(card, { code: 'summary-long', notes, most: limits.summary });
  return text;
}

function commentsOn(card: TrelloCard, { options, tell }: Context): readonly UnrecordedNote[] {
  return card.past.comments.flatMap(({ at, author: name, text }) => {
    const notes = notesOf(text);
    const author = cutTo(name, limits.name).trim();
    const most = limits.note;
    if (notes.length > 1) tell(card, { code: 'comment-long', notes: notes.length, most });
    if (author.length < name.length) tell(card, { code: 'author-long', name, most: limits.name });
    const moment = at !== null && at <= options.now ? at : null;
    return notes.map((note) => ({
      text: note,
      author: isBlank(author) ? '' : author,
      at: moment,
    }));
  });
}

function noting(subject: IssueId, { text, author, at }: UnrecordedNote): Intention {
  const payload = { text, ...(author !== '' && { author }) };
  return { type: 'annotation.added.v1', subject, payload, ...dated(at) };
}

function changing(subject: IssueId, step: Step, rank: Rank): Intention {
  if (step.kind === 'renamed') {
    const payload = { title: step.title };
    return { type: 'issue.edited.v1', subject, payload, ...dated(step.at) };
  }
  const payload = { status: step.status, rank };
  return { type: 'issue.moved.v1', subject, payload, ...dated(step.at) };
}

function removing(subject: IssueId, at: Instant | null, words: TrelloWords): Intention {
  return { type: 'issue.removed.v1', subject, payload: { reason: words.archived() }, ...dated(at) };
}

function dated(at: Instant | null): { readonly at?: Instant } {
  return at === null ? {} : { at };
}

/** As they happened; what has no time of its own comes last. */
function inOrder(intentions: readonly Intention[]): readonly Intention[] {
  return [...intentions].sort(({ at: a }, { at: b }) => {
    if (a === b) return 0;
    return b === undefined || (a !== undefined && a < b) ? -1 : 1;
  });
}
