/** In the end, with every fault lifted: what each page shows, and has on its device, is what the server's log amounts to. */
import { readFile } from 'node:fs/promises';
import type { SequencedEvent } from '#src/api/contract.ts';
import { type Board, foldMore, nothingFolded } from '#src/domain/board.ts';
import type { LogEvent } from '#src/domain/event.ts';
import type { Issue } from '#src/domain/issue.ts';
import { parseEvent } from '#src/domain/parse-event.ts';
import type { Column, Lane } from '#tests/journeys/board-page.ts';
import type { Tab } from './device.ts';

const lanes = { US: 'US', India: 'IN' } as const satisfies Record<Lane, string>;
const columns = {
  Open: 'open',
  'Under discussion': 'under-discussion',
  Resolved: 'resolved',
} as const satisfies Record<Column, string>;

export interface Truth {
  readonly events: readonly LogEvent[];
  readonly board: Board;
  readonly problems: readonly string[];
}

export function truthOf(rows: readonly SequencedEvent[]): Truth {
  const events: LogEvent[] = [];
  const problems: string[] = [];
  rows.forEach(({ seq, ...row }, index) => {
    if (seq !== index + 1)
      problems.push(`The server’s ${index + 1}th event has the number ${seq}.`);
    const parsed = parseEvent(row);
    if (parsed.ok) events.push(parsed.event);
    else problems.push(`The server has an event that is none: ${row.id}.`);
  });
  return { events, board: foldMore(nothingFolded, events).board, problems };
}

function titlesIn({ cells, issues }: Board, lane: Lane, column: Column): string[] {
  const ranked = cells.get(`${lanes[lane]}/${columns[column]}`) ?? [];
  return ranked.map(({ id }) => issues.get(id)?.title ?? id);
}

/** Where a page shows another board; nothing where it is the same. */
export async function boardDifferences(
  { name, board: page }: Tab,
  board: Board,
): Promise<string[]> {
  const problems: string[] = [];
  for (const lane of ['US', 'India'] as const) {
    for (const column of ['Open', 'Under discussion', 'Resolved'] as const) {
      const expected = titlesIn(board, lane, column);
      const found = await page.cell(lane, column).getByRole('link').allTextContents();
      if (JSON.stringify(found) === JSON.stringify(expected)) continue;
      problems.push(
        `${name} shows in “${lane} asks: ${column}” ${list(found)}, where the log amounts to ${list(expected)}.`,
      );
    }
  }
  return problems;
}

function list(texts: readonly string[]): string {
  return texts.length === 0 ? 'nothing' : texts.map((text) => `“${text}”`).join(', ');
}

/** The notes of this run; those that the dossier begins with nobody changes. */
function writtenOn({ annotations }: Issue): string[] {
  return annotations.map(({ text }) => text).filter((text) => text.startsWith('Soak '));
}

/** Issues on the board whose notes somebody wrote in this run, at most so many. */
export function annotated({ issues }: Board, most: number): readonly Issue[] {
  return [...issues.values()]
    .filter((issue) => issue.removed === null && writtenOn(issue).length > 0)
    .slice(0, most);
}

export async function noteDifferences({ name, board, page }: Tab, issue: Issue): Promise<string[]> {
  await board.link(issue.title).click();
  const panel = page.getByRole('complementary', { name: issue.title, exact: true });
  await panel.waitFor();
  const articles = panel.getByRole('region', { name: 'Annotations' }).getByRole('article');
  // A note that is being rewritten shows its text in a box, and a lost one is shown for its text alone.
  const found = (await articles.allInnerTexts()).flatMap(
    (text) => /Soak [\w -]+$/m.exec(text.trim()) ?? [],
  );
  const boxes = await articles.getByRole('textbox').count();
  const expected = writtenOn(issue);
  if (boxes > 0 || JSON.stringify(found) === JSON.stringify(expected)) return [];
  return [
    `${name} shows on “${issue.title}” the notes ${list(found)}, where the log has ${list(expected)}.`,
  ];
}

/** What the device has on its disk, taken out by the page itself, against the server's log. */
export async function logDifferences(
  { name, page, board }: Tab,
  events: readonly LogEvent[],
): Promise<string[]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    board.choose('Share', 'Download archive'),
  ]);
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
  const found = new Map<string, number>();
  // The first says what the others are.
  for (const line of lines.slice(1)) {
    const { actor, id }: { actor?: unknown; id?: unknown } = JSON.parse(line);
    const key = `${String(actor)} ${String(id)}`;
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  const problems: string[] = [];
  for (const { actor, id } of events) {
    if (!found.has(`${actor} ${id}`)) problems.push(`${name} lacks ${id} of ${actor}.`);
  }
  const known = new Set(events.map(({ actor, id }) => `${actor} ${id}`));
  for (const [key, count] of found) {
    if (count > 1) problems.push(`${name} has ${key} ${count} times.`);
    if (!known.has(key)) problems.push(`${name} has ${key}, which the server has not.`);
  }
  return problems;
}
