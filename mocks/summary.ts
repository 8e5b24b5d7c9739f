/**
 * A dossier's row in the list: title, parties and how many issues are on the board. Counted forward from
 * the summary kept last, folding only the subjects that later events are about.
 */
import type { DossierSummary, SequencedEvent } from '#src/api/contract.ts';
import { wireLimits } from '#src/api/contract.ts';
import { type Board, foldMore, nothingFolded } from '#src/domain/board.ts';
import { parseAll } from '#src/domain/parse-event.ts';
import type { DossierRow, KeptSummary, ServerDatabase } from './db.ts';

async function allEventsAfter(db: ServerDatabase, dossier: string, after: number) {
  const events: SequencedEvent[] = [];
  for (;;) {
    const from = events.at(-1)?.seq ?? after;
    const page = await db.eventsAfter(dossier, from, wireLimits.largestPage);
    events.push(...page);
    if (page.length < wireLimits.largestPage) return events;
  }
}

function issuesOn(board: Board): number {
  let count = 0;
  for (const cell of board.cells.values()) count += cell.length;
  return count;
}

/** Null for one that was removed: it is in no list. */
export async function summarise(
  db: ServerDatabase,
  row: DossierRow,
): Promise<DossierSummary | null> {
  const { id, updated } = row;
  const from: KeptSummary = row.summary ?? { head: 0, title: id, parties: [], issues: 0 };
  if (from.head >= row.head) {
    const { title, parties, issues } = from;
    return from.isRemoved ? null : { id, title, parties, issues, updated };
  }
  const news = await allEventsAfter(db, id, from.head);
  const subjects = from.head === 0 ? [] : [...new Set(news.map((event) => event.subject))];
  const about = await Promise.all(subjects.map((subject) => db.eventsAbout(id, subject)));
  const earlier = about.flat().filter((event) => event.seq <= from.head);
  const before = foldMore(nothingFolded, parseAll(earlier).known);
  const { board } = foldMore(before, parseAll(news).known);
  const { title, parties } = board.dossier ?? from;
  const issues = from.issues + issuesOn(board) - issuesOn(before.board);
  const isRemoved = board.dossier ? board.dossier.removed !== undefined : from.isRemoved === true;
  const head = news.at(-1)?.seq ?? from.head;
  await db.keepSummary(id, { head, title, parties, issues, isRemoved });
  return isRemoved ? null : { id, title, parties, issues, updated };
}
