/**
 * What this device keeps, shelf by shelf, read whole and folded anew: for the page that shows it, for the file that
 * takes all of it out, and for the check that holds what is kept beside the log against it. Read in slices; a shelf that
 * cannot be read says why, and the others are read all the same.
 */
import { boardOf, isFoldOf } from '#src/domain/board.ts';
import { createLogBuilder, type Log } from '#src/domain/log.ts';
import { parseAll } from '#src/domain/parse-event.ts';
import { type Problem, problemOf } from '#src/domain/problem.ts';
import { dossierOf, type EventLog, ownerOf, type Shelf } from '#src/storage/event-log.ts';
import { openSnapshot } from '#src/storage/snapshot/snapshot.ts';
import { inSlices, type Pause, portionsOf } from './slices.ts';

type ReadableLog = Pick<EventLog, 'read' | 'shelves' | 'loadSetAside' | 'loadActor' | 'snapshots'>;

export interface ShelfContents {
  readonly shelf: Shelf;
  readonly dossier: string;
  /** Null where none of its events says it. */
  readonly title: string | null;
  /** Whether it is that of whoever records here now. */
  readonly isOwn: boolean;
  readonly events: number;
  /** Own events that no server has acknowledged, and those that one will not take. */
  readonly waiting: number;
  readonly refused: number;
  /** Records that could not be read and stand aside, and those that stand in the log. */
  readonly aside: number;
  readonly unreadable: number;
  /** Events that a server gave and that are not here any more; they are asked for again. */
  readonly missing: number;
  /** Of the board that is kept to open a long dossier sooner; null where none is kept. */
  readonly snapshot: 'right' | 'wrong' | null;
  /** Why it could not be read. */
  readonly problem: Problem | null;
}

export async function contentsOf(
  log: ReadableLog,
  pause: Pause,
): Promise<readonly ShelfContents[]> {
  const actor = await log.loadActor();
  const contents: ShelfContents[] = [];
  for (const shelf of await log.shelves()) {
    contents.push(await contentsOfShelf(log, shelf, actor, pause));
  }
  return contents;
}

async function contentsOfShelf(
  log: ReadableLog,
  shelf: Shelf,
  actor: string | null,
  pause: Pause,
): Promise<ShelfContents> {
  const dossier = dossierOf(shelf);
  const isOwn = ownerOf(shelf) === actor;
  try {
    const { events, unreadable, state } = await readShelf(log, shelf, pause);
    const { dossier: described } = boardOf(events);
    return {
      shelf,
      dossier,
      title: described?.title ?? null,
      isOwn,
      events: [...events.values()].reduce((sum, list) => sum + list.length, 0),
      waiting: state.pending.length,
      refused: state.refused.length,
      aside: state.setAside,
      unreadable: unreadable.length,
      missing: state.missing,
      snapshot: await snapshotOf(log, shelf, events, pause),
      problem: null,
    };
  } catch (error) {
    const none = { events: 0, waiting: 0, refused: 0, aside: 0, unreadable: 0, missing: 0 };
    const problem = problemOf(error);
    return { shelf, dossier, title: null, isOwn, ...none, snapshot: null, problem };
  }
}

async function readShelf(log: Pick<EventLog, 'read'>, shelf: Shelf, pause: Pause) {
  const builder = createLogBuilder();
  const unreadable: unknown[] = [];
  const state = await log.read(shelf, async (records) => {
    for (const portion of portionsOf(records)) {
      const parsed = parseAll(portion);
      builder.add(parsed.known);
      unreadable.push(...parsed.unreadable);
      await pause();
    }
  });
  return { events: await inSlices(builder.finish(), pause), unreadable, state };
}

/** Every subject is folded again: not only some of them, as an opening does. */
async function snapshotOf(
  { snapshots }: Pick<EventLog, 'snapshots'>,
  shelf: Shelf,
  log: Log,
  pause: Pause,
): Promise<ShelfContents['snapshot']> {
  const early = snapshots && (await openSnapshot(snapshots, shelf));
  if (!early) return null;
  let count = 0;
  for (const [subject, events] of log) {
    if (!isFoldOf(early.board, subject, events)) return 'wrong';
    count += 1;
    if (count % perSlice === 0) await pause();
  }
  const issues = boardOf(log).issues.size;
  return issues === early.board.issues.size ? 'right' : 'wrong';
}

/** Subjects folded in one go. */
const perSlice = 400;

/**
 * Everything that this device keeps, one JSON object a line: each shelf by its name, then its events as they stand,
 * then what stands aside. Texts that were typed and not recorded come last, by the names they are kept under.
 */
export async function everythingOf(
  log: ReadableLog,
  texts: readonly (readonly [name: string, text: string])[],
): Promise<string> {
  const lines: string[] = [];
  const add = (record: unknown) => lines.push(JSON.stringify(record));
  for (const shelf of await log.shelves()) {
    add({ shelf });
    try {
      await log.read(shelf, (events) => events.forEach(add));
      for (const { record } of await log.loadSetAside(shelf)) add({ setAside: record });
    } catch (error) {
      add({ unread: shelf, why: problemOf(error) });
    }
  }
  for (const [name, text] of texts) add({ unsaved: name, text });
  return `${lines.join('\n')}\n`;
}
