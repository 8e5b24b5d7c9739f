// @vitest-environment node
/** Issues of a table taken in: one command, all of it or nothing, and none twice. */
import { expect, test } from 'vitest';
import { toWire } from '#src/domain/event.ts';
import type { IssueId } from '#src/domain/ids.ts';
import { checkDraft, emptyDraft, type IssueDraft } from '#src/domain/issue-draft.ts';
import type { TableIssue } from '#src/formats/table-import.ts';
import { type KnownIssues, knownKeysOf, planImport } from '#src/formats/table-plan.ts';
import { StorageError } from '#src/storage/storage-error.ts';
import { contentsOfTarget, type ImportedIssues, importIssues } from '#src/store/import-issues.ts';
import type { LongPlan } from '#src/store/recording.ts';
import type { LongWork } from '#src/store/slices.ts';
import { addIssue, on, recorder } from '#tests/builders.ts';
import {
  type Device,
  dossier,
  openDevice,
  settledDevice,
  type TestServer,
  testServer,
} from './test-world.ts';

const idle: LongWork = { onProgress: () => {}, signal: new AbortController().signal };

function opening({ session }: Device): Parameters<typeof importIssues>[0] {
  const exchanging = {
    wire: () => ({ kind: 'connected' }) as const,
    subscribe: () => () => undefined,
    retry: () => undefined,
  };
  return { open: () => ({ stores: { session }, exchanging }), hold: () => () => undefined };
}

const wholly = ['title', 'asker', 'status', 'summary'] as const;

function row(
  line: number,
  change: Partial<IssueDraft>,
  more: Partial<TableIssue> = {},
): TableIssue {
  const checked = checkDraft({
    ...emptyDraft,
    title: `Row ${line}`,
    asker: 'US',
    category: 'other',
    ...change,
  });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return { line, draft: checked.draft, said: wholly, at: null, id: null, ...more };
}

let slugs = 0;

function take(
  device: Device,
  rows: readonly TableIssue[],
  known: KnownIssues = 'update',
  work = idle,
): Promise<ImportedIssues> {
  const newSlug = () => {
    slugs += 1;
    return `made-${slugs}`;
  };
  const plan: LongPlan = ({ board }) => planImport(board, rows, { known, newSlug });
  return importIssues(opening(device), { kind: 'there', dossier }, plan, () => 'x', work);
}

async function served(): Promise<Device & { readonly server: TestServer }> {
  const server = testServer();
  return { ...(await settledDevice(server)), server };
}

const titles = (device: Device) =>
  [...device.board().issues.values()].filter(({ removed }) => !removed).map(({ title }) => title);

const many = (count: number) =>
  Array.from({ length: count }, (_, at) => row(at + 2, { title: `Issue ${at}` }));

test('all of it is one command: one undo takes it back, one redo brings it again, and it outlives the page', async () => {
  const device = await served();
  const before = device.board().issues.size;
  const at = on('2025-03-01');
  const imported = await take(device, [
    row(2, { title: 'One', status: 'resolved' }, { at, id: 'one' }),
    row(3, { title: 'Two', asker: 'IN' }),
  ]);
  expect(imported).toEqual({ dossier, added: 2, updated: 0 });
  expect(device.board().issues.get('issue:one')).toMatchObject({
    title: 'One',
    status: 'resolved',
    movedAt: at,
  });
  const reloaded = await openDevice(device.server, { store: device.store });
  expect(reloaded.board()).toEqual(device.board());

  await device.session.undo();
  expect(titles(device)).toHaveLength(before);
  await device.session.redo();
  expect(titles(device)).toHaveLength(before + 2);
});

test('thousands come in the rows’ order, are undone at once, and reach the server', async () => {
  const device = await served();
  const progress: number[] = [];
  const work = { ...idle, onProgress: (count: number) => void progress.push(count) };
  const imported = await take(device, many(5_500), 'update', work);
  expect(imported.added).toBe(5_500);
  expect(progress.at(-1)).toBe(5_500);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
  const inOrder = (device.board().cells.get('US/open') ?? []).map(
    ({ id }) => device.board().issues.get(id)?.title,
  );
  expect(inOrder.slice(-3)).toEqual(['Issue 5497', 'Issue 5498', 'Issue 5499']);
  await device.exchange();
  expect(device.session.store.getState().pending).toEqual([]);
  await device.session.undo();
  expect(titles(device).filter((title) => title.startsWith('Issue '))).toEqual([]);
});

test('the same table again changes nothing; what it says anew is brought up to date, and nothing else', async () => {
  const device = await served();
  const rows = [
    row(2, { title: 'One' }, { id: 'one' }),
    row(3, { title: 'Two' }),
    row(4, { title: 'Three' }),
  ];
  await take(device, rows);
  await device.session.record(() => [
    { type: 'issue.edited.v1', subject: 'issue:one', payload: { tags: ['mine'] } },
  ]);
  const before = device.board();
  expect(await take(device, rows)).toMatchObject({ added: 0, updated: 0 });
  expect(device.board()).toBe(before);

  const changed = [
    row(2, { title: 'One, renamed', status: 'resolved' }, { id: 'one', at: on('2025-11-05') }),
    row(3, { title: ' TWO ', summary: 'More' }),
    row(4, { title: 'Four' }),
  ];
  expect(await take(device, changed, 'leave')).toMatchObject({ added: 1, updated: 0 });
  await device.session.undo();
  expect(await take(device, changed)).toMatchObject({ added: 1, updated: 2 });
  expect(device.board().issues.get('issue:one')).toMatchObject({
    title: 'One, renamed',
    status: 'resolved',
    tags: ['mine'],
  });
  const two = [...device.board().issues.values()].find(({ summary }) => summary === 'More');
  expect(two?.title).toBe('TWO');
});

test('a day before the last move is not put before it; a later one says when it came about', async () => {
  const device = await served();
  await take(device, [row(2, { title: 'One' }, { id: 'one', at: on('2025-03-01') })]);
  const moved = (status: 'under-discussion' | 'resolved', day: string) =>
    take(device, [row(2, { title: 'One', status }, { id: 'one', at: on(day) })]);
  await moved('under-discussion', '2025-04-01');
  expect(device.board().issues.get('issue:one')?.movedAt).toBe(on('2025-04-01'));
  await moved('resolved', '2025-03-15');
  const issue = device.board().issues.get('issue:one');
  expect(issue?.status).toBe('resolved');
  expect(issue && issue.movedAt > on('2025-04-01')).toBe(true);
});

test('added again if that is wanted, each under an id of its own', async () => {
  const device = await served();
  const rows = [row(2, { title: 'One' }, { id: 'one' })];
  await take(device, rows);
  expect(await take(device, rows, 'double')).toMatchObject({ added: 1 });
  expect(titles(device).filter((title) => title === 'One')).toHaveLength(2);
});

test('a number of a row says nothing by itself: another list’s first issue is another issue', async () => {
  const device = await served();
  await take(device, [row(2, { title: 'Almonds' }, { id: '1' })]);
  const again = [
    row(2, { title: 'Visas', asker: 'IN' }, { id: '1' }),
    row(3, { title: 'Almonds' }),
  ];
  expect(await take(device, again)).toMatchObject({ added: 1, updated: 0 });
  expect(titles(device)).toEqual(expect.arrayContaining(['Almonds', 'Visas']));
});

test('two rows that mean one issue are not both told of it', async () => {
  const device = await served();
  await take(device, [row(2, { title: 'One' }, { id: 'one' })]);
  const rows = [
    row(2, { title: 'Another' }, { id: 'one' }),
    row(3, { title: 'One', summary: 'x' }),
  ];
  expect(await take(device, rows)).toMatchObject({ added: 1, updated: 1 });
  expect(titles(device)).toEqual(expect.arrayContaining(['Another', 'One']));
});

test('a slug that is handed out twice is nobody else’s the second time', async () => {
  const device = await served();
  const slugs = ['same', 'same', 'same', 'other', 'same', 'third'].values();
  const newSlug = () => slugs.next().value ?? 'none';
  const plan: LongPlan = ({ board }) => planImport(board, many(3), { known: 'update', newSlug });
  const imported = await importIssues(
    opening(device),
    { kind: 'there', dossier },
    plan,
    () => 'x',
    idle,
  );
  expect(imported.added).toBe(3);
  expect(titles(device).filter((title) => title.startsWith('Issue '))).toHaveLength(3);
});

test('an id of an issue that was removed is not given to another', async () => {
  const device = await served();
  const rows = [row(2, { title: 'One' }, { id: 'one' })];
  await take(device, rows);
  const subject: IssueId = 'issue:one';
  await device.session.record(() => [{ type: 'issue.removed.v1', subject, payload: {} }]);
  const { board } = await contentsOfTarget(opening(device), dossier);
  expect(knownKeysOf(board).ids.has('one')).toBe(false);
  expect(await take(device, rows)).toMatchObject({ added: 1 });
  expect(device.board().issues.get(subject)?.removed).not.toBeNull();
  expect(titles(device).filter((title) => title === 'One')).toHaveLength(1);
});

test('given up at any slice, nothing of it is here, nor on the disk', async () => {
  for (const slice of [1, 2, 3]) {
    const device = await served();
    const before = device.board();
    const giving = new AbortController();
    let slices = 0;
    const work: LongWork = {
      signal: giving.signal,
      onProgress: () => {
        slices += 1;
        if (slices === slice) giving.abort();
      },
    };
    await expect(take(device, many(2_500), 'update', work)).rejects.toThrow();
    expect(slices).toBe(slice);
    expect(device.board()).toBe(before);
    const reloaded = await openDevice(device.server, { store: device.store });
    expect(reloaded.board()).toEqual(before);
  }
});

test('given up while the dossier is waited for, it is not waited for any longer', async () => {
  const server = testServer();
  const device = await openDevice(server, { actor: 'actor:other' });
  const listeners = new Set<() => void>();
  const exchanging = {
    wire: () => ({ kind: 'connecting' }) as const,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retry: () => undefined,
  };
  const { session } = device;
  const dossiers = {
    open: () => ({ stores: { session }, exchanging }),
    hold: () => () => undefined,
  };
  const plan: LongPlan = ({ board }) =>
    planImport(board, many(3), { known: 'update', newSlug: () => 'never' });
  const giving = new AbortController();
  const work = { ...idle, signal: giving.signal };
  const target = { kind: 'there', dossier } as const;
  const taking = importIssues(dossiers, target, plan, () => 'x', work);
  await expect.poll(() => listeners.size).toBe(1);
  giving.abort();
  await expect(taking).rejects.toThrow();
  expect(listeners.size).toBe(0);
  expect(device.board().issues.size).toBe(0);
});

test('where the disk refuses, nothing of it is here, and the next try takes all', async () => {
  const device = await served();
  const before = device.board();
  device.disk.failure = new StorageError('store-full');
  await expect(take(device, many(10))).rejects.toThrow(StorageError);
  expect(device.board()).toBe(before);
  device.disk.failure = null;
  expect(await take(device, many(10))).toMatchObject({ added: 10 });
});

test('what comes from the server meanwhile is not lost, and nothing of the table is', async () => {
  const device = await served();
  const theirs = recorder('actor:other', { start: on('2025-11-06'), node: '0'.repeat(16) });
  const { epoch, cursor, head } = device.session.store.getState();
  let count = 0;
  let coming: Promise<void> | null = null;
  let isOver = false;
  /** One after another, so that some come at whatever moment. */
  const stream = async () => {
    while (!isOver) {
      count += 1;
      const [event] = theirs.record(addIssue(`issue:theirs-${count}`, { title: 'Theirs' }));
      const reached = { epoch, cursor: cursor + count, head: head + count };
      await device.session.replica.receive([toWire(event)], reached);
    }
  };
  const onProgress = () => {
    if (coming === null) coming = stream();
  };
  const work = { ...idle, onProgress };
  await take(device, many(12_000), 'update', work);
  isOver = true;
  await coming;
  expect(count).toBeGreaterThan(1);
  expect(titles(device).filter((title) => title === 'Theirs')).toHaveLength(count);
  expect(titles(device).filter((title) => title.startsWith('Issue '))).toHaveLength(12_000);
  const reloaded = await openDevice(device.server, { store: device.store });
  expect(reloaded.board().issues.size).toBe(device.board().issues.size);
});
