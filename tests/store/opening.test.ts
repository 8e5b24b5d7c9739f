// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';
import { scaleEvents } from '#mocks/seed/scale.ts';
import { exportLog } from '#src/commands/export-log.ts';
import { foldMore, nothingFolded } from '#src/domain/board.ts';
import { type KnownEvent, toWire } from '#src/domain/event.ts';
import type { IssueId } from '#src/domain/ids.ts';
import type { Status } from '#src/domain/vocabulary.ts';
import { safetyOf, savedText } from '#src/features/status/safety.ts';
import { type EventLog, shelfOf } from '#src/storage/event-log.ts';
import { openIndexedDbLog } from '#src/storage/indexed-db-log.ts';
import { memoryKeyValue } from '#src/storage/key-value.ts';
import { openSnapshot } from '#src/storage/snapshot/snapshot.ts';
import type { SnapshotStore } from '#src/storage/snapshot/snapshot-store.ts';
import type { DossierState } from '#src/store/dossier-state.ts';
import { createScreen } from '#src/store/screen.ts';
import { createSession, type Session } from '#src/store/session.ts';
import { viewOf } from '#src/store/view.ts';
import { on, rankNumber } from '#tests/builders.ts';

const dossier = 'small';
const shelf = shelfOf('actor:me', dossier);
const events: readonly KnownEvent[] = [
  ...scaleEvents({ slug: dossier, issues: 600, events: 3_000, seed: 7 }),
];
const whole = foldMore(nothingFolded, events).board;
const [subject = 'issue:none'] = whole.issues.keys();

interface Visit {
  readonly session: Session;
  readonly log: EventLog;
  /** Every state up to the whole log, each once: an early board shows as one that is not complete. */
  readonly states: readonly DossierState[];
  /** What the page tries again by itself, as if its time had come. */
  retry(): Promise<void>;
  /** Keeps the snapshot that is due, as the page does once it has been quiet; false where none is. */
  saveSnapshot(): Promise<boolean>;
  close(): Promise<void>;
}

let visits = 0;

/** A page of the dossier over this browser's data; `spy` may watch or change what reads it. */
async function visit(indexedDB: IDBFactory, spy = (log: EventLog) => log): Promise<Visit> {
  const { log: disk, kept } = watched(
    await openIndexedDbLog({ indexedDB, later: () => undefined }),
  );
  const log = spy(disk);
  visits += 1;
  let due: (() => void) | null = null;
  const later = (run: () => void) => {
    due = run;
    return () => {
      due = null;
    };
  };
  const retries: (() => void)[] = [];
  const after = (_: number, run: () => void) => {
    retries.push(run);
    return () => undefined;
  };
  const session = createSession({
    dossier,
    log,
    now: () => Date.parse(on('2025-12-01')) + visits * 60_000,
    node: visits.toString(16).padStart(16, '0'),
    schedule: { pause: async () => undefined, later, after },
  });
  const states: DossierState[] = [];
  session.store.subscribe((state) => states.push(state));
  await session.load();
  return {
    session,
    log,
    states,
    retry: async () => {
      for (const run of retries.splice(0)) run();
      await session.opened();
    },
    saveSnapshot: async () => {
      await session.settled();
      const before = kept.length;
      due?.();
      if (due === null) return false;
      await vi.waitFor(() => expect(kept.length).toBeGreaterThan(before));
      await kept.at(-1);
      return true;
    },
    close: async () => {
      await session.settled();
      session.close();
      log.close();
    },
  };
}

/** The log, and a promise of each snapshot that was kept in it. */
function watched(disk: EventLog): { log: EventLog; kept: Promise<void>[] } {
  const kept: Promise<void>[] = [];
  const { snapshots } = disk;
  if (!snapshots) throw new Error('A log on disk keeps snapshots');
  const save: SnapshotStore['save'] = (...snapshot) => {
    const done = snapshots.save(...snapshot);
    kept.push(done);
    return done;
  };
  return { log: { ...disk, snapshots: { ...snapshots, save } }, kept };
}

/** A browser that has received the dossier, and kept a snapshot of it unless told otherwise. */
async function browser({ isKept = true } = {}): Promise<IDBFactory> {
  const indexedDB = new IDBFactory();
  const log = await openIndexedDbLog({ indexedDB });
  await log.saveActor('actor:me');
  const reached = { epoch: null, cursor: events.length, head: events.length };
  await log.receive(shelf, events.map(toWire), reached);
  log.close();
  const first = await visit(indexedDB);
  if (isKept) expect(await first.saveSnapshot()).toBe(true);
  await first.close();
  return indexedDB;
}

const move = (issue: IssueId, status: Status) => ({
  type: 'issue.moved.v1' as const,
  subject: issue,
  payload: { status, rank: rankNumber(3) },
});

const note = (issue: IssueId, text: string) => ({
  type: 'annotation.added.v1' as const,
  subject: issue,
  payload: { text },
});

function other(status: Status | undefined): Status {
  return status === 'resolved' ? 'open' : 'resolved';
}

/** What was shown before the log had been read; null where the page waited for it. */
function early({ states }: Visit): DossierState | null {
  return states.find(({ opening }) => opening.kind === 'snapshot') ?? null;
}

/** The same head or shards, but for what `change` makes of their text. */
function withText(change: (text: string, part: 'head' | 'shard') => string) {
  return (log: EventLog): EventLog => {
    const { snapshots } = log;
    if (!snapshots) return log;
    const load: SnapshotStore['load'] = async (name) => {
      const found = await snapshots.load(name);
      if (!found) return null;
      const shards = found.shards.map((shard) => change(shard, 'shard'));
      return { ...found, head: change(found.head, 'head'), shards };
    };
    return { ...log, snapshots: { ...snapshots, load } };
  };
}

test('a snapshot is shown before the log is read, equals the whole fold, and stays in the end', async () => {
  const page = await visit(await browser());
  const shown = early(page);
  expect(shown?.folded.board).toEqual(whole);
  expect(shown).toMatchObject({ actor: 'actor:me', cursor: 3_000, head: 3_000, pending: [] });
  const { folded, opening } = page.session.store.getState();
  expect(opening).toEqual({ kind: 'whole' });
  expect(folded.board).toBe(shown?.folded.board);
  expect(folded.log.size).toBe(foldMore(nothingFolded, events).log.size);
  // Nothing has changed, so nothing is due to be kept.
  expect(await page.saveSnapshot()).toBe(false);
  await page.close();
});

test('without a snapshot the page waits for the log', async () => {
  const page = await visit(await browser({ isKept: false }));
  expect(early(page)).toBeNull();
  expect(page.session.store.getState().folded.board).toEqual(whole);
  await page.close();
});

test('a move made after the snapshot shows at once when the page is opened again, and can be undone', async () => {
  const indexedDB = await browser();
  const before = await visit(indexedDB);
  const status = other(whole.issues.get(subject)?.status);
  await before.session.record(() => [move(subject, status)]);
  await before.close();

  const page = await visit(indexedDB);
  const shown = early(page);
  expect(shown?.folded.board.issues.get(subject)?.status).toBe(status);
  expect(shown?.pending).toHaveLength(1);
  const { folded } = page.session.store.getState();
  expect(folded.board).toBe(shown?.folded.board);
  expect(folded.log.get(subject)?.at(-1)?.type).toBe('issue.moved.v1');
  await page.session.undo();
  expect(page.session.store.getState().folded.board.issues.get(subject)).toEqual(
    whole.issues.get(subject),
  );
  await page.close();
});

test('an undo asked for before the log is read waits for it, then takes the latest command back', async () => {
  const indexedDB = await browser();
  const before = await visit(indexedDB);
  await before.session.record(() => [move(subject, other(whole.issues.get(subject)?.status))]);
  await before.close();

  const log = await openIndexedDbLog({ indexedDB, later: () => undefined });
  const now = () => Date.parse(on('2025-12-02'));
  const session = createSession({ dossier, log, now, node: 'f'.repeat(16) });
  const loading = session.load();
  const undone = session.undo();
  await loading;
  expect((await undone)?.map(({ type }) => type)).toEqual(['issue.moved.v1']);
  const { board } = session.store.getState().folded;
  expect(board.issues.get(subject)).toEqual(whole.issues.get(subject));
  session.close();
  log.close();
});

test('an undo after the snapshot takes the whole log; the next snapshot has it', async () => {
  const indexedDB = await browser();
  const before = await visit(indexedDB);
  await before.session.record(() => [move(subject, other(whole.issues.get(subject)?.status))]);
  await before.session.undo();
  await before.close();

  const page = await visit(indexedDB);
  expect(early(page)).toBeNull();
  expect(page.session.store.getState().folded.board.cells).toEqual(whole.cells);
  expect(await page.saveSnapshot()).toBe(true);
  await page.close();
  const again = await visit(indexedDB);
  expect(early(again)?.folded.board.cells).toEqual(whole.cells);
  await again.close();
});

test('a snapshot whose digest is not the log’s is thrown away, and the next one is right', async () => {
  const indexedDB = await browser();
  const bend = withText((text, part) =>
    part === 'head' ? text.replace(/"sum":\d+/, '"sum":1') : text,
  );
  const page = await visit(indexedDB, bend);
  expect(early(page)).not.toBeNull();
  expect(page.session.store.getState().folded.board).toEqual(whole);
  expect(page.session.store.getState().folded.board).not.toBe(early(page)?.folded.board);
  expect(await page.saveSnapshot()).toBe(true);
  await page.close();
});

test('a snapshot that shows other issues than the log gives is thrown away', async () => {
  const indexedDB = await browser();
  const bend = withText((text, part) =>
    part === 'shard' ? text.replaceAll('"title":"', '"title":"Not ') : text,
  );
  const page = await visit(indexedDB, bend);
  expect(early(page)?.folded.board.issues.get(subject)?.title).toMatch(/^Not /);
  expect(page.session.store.getState().folded.board).toEqual(whole);
  await page.close();
});

test.each([
  ['a torn shard', (text: string, part: string) => (part === 'shard' ? text.slice(9) : text)],
  ['a head that is no JSON', (text: string, part: string) => (part === 'head' ? '{' : text)],
  [
    'another form',
    (text: string, part: string) =>
      part === 'head' ? text.replace(/"form":\d+/, '"form":0') : text,
  ],
] as const)(
  'of a snapshot with %s nothing is shown: the whole log is folded',
  async (_, change) => {
    const page = await visit(await browser(), withText(change));
    expect(early(page)).toBeNull();
    expect(page.session.store.getState().folded.board).toEqual(whole);
    expect(page.session.store.getState().storageFailure).toBeNull();
    await page.close();
  },
);

test('a log that was compared with another and found the same has its snapshot kept again', async () => {
  const indexedDB = await browser();
  const page = await visit(indexedDB);
  const { replica } = page.session;
  replica.startOver('another');
  const records = events.map((event, i) => ({ ...toWire(event), seq: i + 1 }));
  const reached = { epoch: 'another', cursor: events.length, head: events.length };
  await replica.receive(records, reached);
  expect(page.session.store.getState().comparing).toBeNull();
  expect(await page.saveSnapshot()).toBe(true);
  await page.close();
  const next = await visit(indexedDB);
  expect(early(next)?.folded.board).toEqual(whole);
  await next.close();
});

test('only the shards whose issues changed are written again', async () => {
  const indexedDB = await browser();
  const written: number[][] = [];
  const page = await visit(indexedDB, (log) => {
    const { snapshots } = log;
    if (!snapshots) return log;
    const save: SnapshotStore['save'] = (name, head, shards, isInSnapshot) => {
      written.push([...shards.keys()]);
      return snapshots.save(name, head, shards, isInSnapshot);
    };
    return { ...log, snapshots: { ...snapshots, save } };
  });
  const [first, second] = [[...whole.issues.keys()][0], [...whole.issues.keys()][550]];
  for (const issue of [first, second]) {
    if (issue === undefined) throw new RangeError('No such issue');
    await page.session.record(() => [move(issue, other(whole.issues.get(issue)?.status))]);
    // What is not sent yet is kept too: the journal holds nothing more than the snapshot then.
    expect(await page.saveSnapshot()).toBe(true);
  }
  expect(written).toEqual([[0], [1]]);
  const { snapshots } = page.log;
  if (!snapshots) throw new Error('This log has snapshots');
  expect((await openSnapshot(snapshots, shelf))?.board).toEqual(
    page.session.store.getState().folded.board,
  );
  expect((await page.log.snapshots?.load(shelf))?.since).toEqual([]);
  await page.close();
});

/** The log, whose reading is cut off half-way as long as `isFailing` says so. */
function failing(isFailing: () => boolean) {
  return (log: EventLog): EventLog => ({
    ...log,
    read: async (name, take) => {
      if (!isFailing()) return log.read(name, take);
      await log.read(name, (portion) => take(portion.slice(1)));
      throw new Error('The disk does not answer.');
    },
  });
}

function fileOf({ session }: Pick<Visit, 'session'>) {
  const files: string[] = [];
  const screen = createScreen(memoryKeyValue());
  const context = {
    ...{ session, screen, view: () => viewOf({}), setView: () => {}, newSlug: () => 'new' },
    board: () => session.store.getState().folded.board,
    moment: () => null,
    saveFile: (_name: string, _type: string, content: string) => files.push(content),
    copyAddress: () => Promise.resolve(),
    copyText: () => Promise.resolve(),
    copyFormatted: () => Promise.resolve(true),
    saveTable: () => {},
    writeCsv: () => Promise.reject(new Error('No table is written here')),
    writeSpreadsheet: () => Promise.reject(new Error('No table is written here')),
    writeArchive: () => Promise.reject(new Error('No archive is written here')),
    cite: () => Promise.reject(new Error('Nothing is cited here')),
    brief: () => Promise.reject(new Error('There is no brief here')),
    printBrief: () => Promise.reject(new Error('Nothing is printed here')),
  };
  return { context, files, said: () => screen.store.getState().toasts.map(({ text }) => text) };
}

test.each([
  ['behind a snapshot', true],
  ['with no snapshot', false],
])(
  'a log that cannot be read %s is said until it is read, changes nothing and loses nothing',
  async (_, isKept) => {
    const indexedDB = await browser({ isKept });
    const before = await visit(indexedDB);
    await before.session.record(() => [move(subject, 'under-discussion')]);
    await before.close();

    let isFailing = true;
    const page = await visit(
      indexedDB,
      failing(() => isFailing),
    );
    const state = () => page.session.store.getState();
    expect(state().opening).toEqual({
      kind: 'unreadable',
      reason: { code: 'unforeseen', text: 'The disk does not answer.' },
    });
    expect(state().folded.board.issues.has(subject)).toBe(isKept);
    const refused = page.session.record(() => [move(subject, 'resolved')]);
    await expect(refused).rejects.toMatchObject({
      problem: { code: 'dossier-unreadable', reason: { text: 'The disk does not answer.' } },
    });
    expect(state().folded.board.issues.has(subject)).toBe(isKept);
    expect(savedText(safetyOf(state(), { kind: 'connected' }))).not.toBe('All changes saved');
    const { context, files, said } = fileOf(page);
    await exportLog.run(context);
    expect(said()).toEqual([expect.stringMatching(/^The file is not whole/)]);

    const witness = await visit(indexedDB);
    const tab = await visit(indexedDB);
    await tab.session.record(() => [note(subject, 'From another tab')]);
    await tab.session.settled();
    await expect.poll(() => witness.session.store.getState().pending).toHaveLength(2);
    expect(state().folded.board.issues.has(subject)).toBe(isKept);
    await witness.close();
    await tab.close();

    await page.retry();
    expect(state().opening.kind).toBe('unreadable');
    isFailing = false;
    await page.retry();
    expect(state().opening).toEqual({ kind: 'whole' });
    expect(state().pending).toHaveLength(2);
    expect(state().folded.board.issues.get(subject)?.status).toBe('under-discussion');
    await page.session.record(() => [move(subject, 'resolved')]);
    expect(state().folded.board.issues.get(subject)?.status).toBe('resolved');
    await exportLog.run(context);
    expect(files.at(-1)?.trim().split('\n')).toHaveLength(events.length + 3);
    await page.close();
    const again = await visit(indexedDB);
    expect(again.session.store.getState().folded.board).toEqual(state().folded.board);
    await again.close();
  },
);

test('what is asked for while the log is being read waits, and folds on the whole of it', async () => {
  const indexedDB = await browser();
  const log = await openIndexedDbLog({ indexedDB, later: () => undefined });
  const now = () => Date.parse(on('2025-12-02'));
  const session = createSession({ dossier, log, now, node: 'e'.repeat(16) });
  const loading = session.load();
  const status = other(whole.issues.get(subject)?.status);
  const recording = session.record(({ board }) => {
    expect(board.issues.size).toBe(whole.issues.size);
    return [move(subject, status)];
  });
  const { context, files } = fileOf({ session });
  await exportLog.run(context);
  expect(files[0]?.trim().split('\n')).toHaveLength(events.length + 1);
  await Promise.all([loading, recording]);
  expect(session.store.getState().folded.board.issues.get(subject)?.status).toBe(status);
  await session.settled();
  session.close();
  log.close();
});

test('a log that came as one large page is parsed by the thousand, and the page has its turn after each', async () => {
  const indexedDB = await browser({ isKept: false });
  const disk = await openIndexedDbLog({ indexedDB, later: () => undefined });
  let turns = 0;
  const taken: [events: number, turns: number][] = [];
  const log: EventLog = {
    ...disk,
    read: (name, take) =>
      disk.read(name, async (portion) => {
        const before = turns;
        await take(portion);
        taken.push([portion.length, turns - before]);
      }),
  };
  const pause = async () => {
    turns += 1;
  };
  const never = () => () => undefined;
  const schedule = { pause, later: never, after: never };
  const now = () => Date.parse(on('2025-12-02'));
  const session = createSession({ dossier, log, now, node: 'd'.repeat(16), schedule });
  await session.load();
  expect(taken).toEqual([[3_000, 3]]);
  expect(session.store.getState().folded.board).toEqual(whole);
  session.close();
  log.close();
});
