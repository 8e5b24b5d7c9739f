/**
 * The state of the talks in one sentence, and the line beneath it: “3 of 8 US asks are resolved, none of India’s 3.”,
 * “As of 5 Nov 2025”, “13 documents”. Up to three parties that ask are told one by one; more are told together.
 */
import type { Board } from '#src/domain/board.ts';
import type { SourceDocument } from '#src/domain/dossier.ts';
import type { PartyCode } from '#src/domain/ids.ts';
import type { Instant } from '#src/domain/instant.ts';
import { type Change, latestInTalks } from '#src/domain/latest-changes.ts';
import * as words from './compiled/headline.ts';
import { formatCalendarDay, formatDay } from './dates.ts';
import { inserted } from './inserted-text.ts';
import { listAll } from './numbers.ts';
import { shortPartyInText, shortPartyName, whoseShort } from './parties.ts';
import { statusLabel } from './vocabulary.ts';

/** How many of a party's asks stand where. */
export interface AskCounts {
  readonly party: PartyCode;
  readonly resolved: number;
  readonly underDiscussion: number;
  readonly open: number;
}

type Scope = 'shown' | 'all';

/** What becomes of one party's asks, of which there is at least one. */
interface Tally {
  readonly party: PartyCode;
  readonly resolved: number;
  readonly total: number;
}

const mostTold = 3;
const mostNamed = 2;

/**
 * The state of the talks as one sentence. `counts`: one row a party, in the order of the dossier's parties, those that
 * ask for nothing too; under a filter, the issues it shows.
 */
export function headlineOf(counts: readonly AskCounts[], isFiltered: boolean): string {
  const tallies = counts.map(tallyOf).filter(({ total }) => total > 0);
  const total = sum(tallies, (tally) => tally.total);
  if (total === 0) return whole(isFiltered ? words.nothingShown() : words.nothing());
  const sentence = stateOf(
    tallies,
    sum(counts, ({ underDiscussion }) => underDiscussion),
    {
      scope: isFiltered ? 'shown' : 'all',
      total,
    },
  );
  const silent = counts.filter((count) => tallyOf(count).total === 0).map(({ party }) => party);
  return whole(isFiltered ? sentence : withSilent(sentence, silent));
}

function whole(sentence: string): string {
  return words.whole({ sentence });
}

function tallyOf({ party, resolved, underDiscussion, open }: AskCounts): Tally {
  return { party, resolved, total: resolved + underDiscussion + open };
}

function sum<T>(rows: readonly T[], numberIn: (row: T) => number): number {
  return rows.reduce((total, row) => total + numberIn(row), 0);
}

function stateOf(
  tallies: readonly Tally[],
  discussed: number,
  { scope, total }: { readonly scope: Scope; readonly total: number },
): string {
  const resolved = sum(tallies, (tally) => tally.resolved);
  const parties = tallies.length;
  if (resolved === total) return words.everything({ asks: asksOfAll(tallies, total), scope });
  if (resolved === 0) return noneResolved(tallies, discussed, { scope, total });
  if (parties > mostTold) return words.leadMany({ resolved, total, parties, scope });
  return partyByParty(tallies, scope);
}

/** “8 US asks and 3 India asks”. */
function asksOfAll(tallies: readonly Tally[], total: number): string {
  if (tallies.length > mostTold) return words.asksOfMany({ count: total, parties: tallies.length });
  return listAll(
    tallies.map(({ party, total: count }) => words.asks({ count, party: shortPartyName(party) })),
  );
}

function noneResolved(
  tallies: readonly Tally[],
  discussed: number,
  { scope, total: count }: { readonly scope: Scope; readonly total: number },
): string {
  const sentence = words.noneYet({ count, asks: asksOfAll(tallies, count), scope });
  if (discussed === 0) return words.stillOpen({ count, sentence });
  if (discussed === count) return words.allDiscussed({ count, sentence });
  return words.someDiscussed({ count, discussed, sentence });
}

/**
 * The first party leads. What the others are short of the verb stands after a comma; where the verb would be another,
 * as after “none” or for a single ask, each is a clause of its own.
 */
function partyByParty(tallies: readonly Tally[], scope: Scope): string {
  const [first, ...others] = tallies;
  if (first === undefined) return words.nothing();
  const lead = leadOf(first, scope);
  if (others.length === 0) return lead;
  const goesOn = first.resolved > 0 && others.every(({ total }) => total > 1);
  if (goesOn) return words.rest({ lead, rest: listAll(others.map(restOf)) });
  const clause = others
    .map((tally) => clauseOf(tally, first.resolved > 0))
    .reduce((before, next) => words.moreClauses({ first: before, next }));
  return words.clauses({ lead, clause });
}

function leadOf({ party: code, resolved, total }: Tally, scope: Scope): string {
  const party = shortPartyName(code);
  if (resolved === 0) return words.leadNone({ party, total, scope });
  if (resolved === total) return words.leadAll({ party, total, scope });
  return words.leadSome({ party, resolved, total, scope });
}

function restOf({ party, resolved, total }: Tally): string {
  const whose = whoseShort(party);
  if (resolved === 0) return words.restNone({ whose, total });
  if (resolved === total) return words.restAll({ whose, total });
  return words.restSome({ whose, resolved, total });
}

function clauseOf({ party, resolved, total }: Tally, isToo: boolean): string {
  const whose = whoseShort(party);
  if (resolved === 0) return words.clauseNone({ whose, total });
  if (resolved < total) return words.clauseSome({ whose, resolved, total });
  return isToo ? words.clauseAllToo({ whose, total }) : words.clauseAll({ whose, total });
}

function withSilent(sentence: string, silent: readonly PartyCode[]): string {
  const count = silent.length;
  if (count === 0) return sentence;
  if (count > mostNamed) return words.others({ count, sentence });
  return words.withoutAsks({ count, parties: listAll(silent.map(shortPartyInText)), sentence });
}

export interface AsOf {
  /** The past moment that the dossier is shown for; null for the dossier as it stands. */
  readonly moment: Instant | null;
  readonly board: Board;
}

/** What is said beneath the sentence, part by part: “As of 5 Nov 2025”, “13 documents”, “last change: …”. */
export function asOfLine({ moment, board }: AsOf): readonly string[] {
  const latest = latestInTalks(board);
  // Of a dossier that has only begun there is nothing to say yet.
  if (moment === null && latest === null && board.documents.size === 0) return [];
  const parts = [documentsOf([...board.documents.values()])];
  if (moment !== null) parts.unshift(words.asOf({ day: formatCalendarDay(moment) }));
  else if (latest !== null) parts.unshift(words.asOf({ day: formatDay(latest.at) }));
  if (latest === null) return parts;
  const what = describeChange(latest);
  const day = formatDay(latest.at);
  return [
    ...parts,
    moment === null ? words.lastChange({ what }) : words.lastChangeOn({ what, day }),
  ];
}

/** “‘Dairy’ to Resolved”, “‘Dairy’ added”. */
function describeChange({ issue, kind }: Change): string {
  const title = inserted(issue.title);
  return kind === 'moved'
    ? words.moved({ title, status: statusLabel(issue.status) })
    : words.added({ title });
}

/** “13 documents”, or “13 documents, all digests” where nobody is quoted. */
function documentsOf(documents: readonly SourceDocument[]): string {
  const count = documents.length;
  const areDigests = count > 0 && documents.every(({ kind }) => kind === 'digest');
  return areDigests ? words.digests({ count }) : words.documents({ count });
}
