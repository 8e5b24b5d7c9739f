// @vitest-environment node
/** Archives taken in: into an empty browser, twice, into one that went on by itself, and into somebody else's. */
import { expect, test } from 'vitest';
import { Refused } from '#src/api/client.ts';
import type { Wire } from '#src/api/keep-exchanging.ts';
import { addNote } from '#src/commands/annotate.ts';
import type { Board } from '#src/domain/board.ts';
import { beginDossier } from '#src/domain/dossier-draft.ts';
import { everyEvent } from '#src/domain/log.ts';
import { type Archive, readArchive, writeArchive } from '#src/formats/archive.ts';
import { memoryLog, memoryLogStore } from '#src/storage/memory-log.ts';
import { StorageError } from '#src/storage/storage-error.ts';
import { wouldLose } from '#src/store/dossier-state.ts';
import { duplicate } from '#src/store/dossier-work.ts';
import { importArchive } from '#src/store/import-archive.ts';
import type { LongWork } from '#src/store/slices.ts';
import { addIssue, on } from '#tests/builders.ts';
import { type Device, dossier, openDevice, type TestServer, testServer } from './test-world.ts';

const state = (device: Device) => device.session.store.getState();

const wires: Readonly<Record<'served' | 'unserved', Wire>> = {
  served: { kind: 'connected' },
  unserved: { kind: 'refused', problem: { code: 'server-problem', kind: 'unknown-dossier' } },
};

/** The one dossier of a device, as the page opens it. */
function opening({ session }: Device, wire: Wire): Parameters<typeof importArchive>[0] {
  const exchanging = { wire: () => wire, subscribe: () => () => undefined, retry: () => undefined };
  return { open: () => ({ stores: { session }, exchanging }), hold: () => () => undefined };
}

/** As a file, and out of it again. */
function archiveOf(device: Device): Archive {
  const events = [...everyEvent(state(device).folded.log)];
  const text = writeArchive({ dossier, title: 'Talks', events });
  const reading = readArchive(new TextEncoder().encode(text), Date.parse(on('2026-01-01')));
  for (;;) {
    const step = reading.next();
    if (!step.done) continue;
    if (!step.value.ok) throw new Error(step.value.problem.code);
    return step.value.archive;
  }
}

const idle: LongWork = { onProgress: () => {}, signal: new AbortController().signal };

function take(
  device: Device,
  archive: Archive,
  wire: Wire = wires.unserved,
  work: LongWork = idle,
): Promise<number> {
  return importArchive(opening(device, wire), archive, work);
}

/** A device of a server of its own, which has no dossier yet. */
async function browserOf(actor: `actor:${string}`): Promise<Device & { server: TestServer }> {
  const server = testServer([]);
  const device = await openDevice(server, { actor });
  await expect(device.exchange()).rejects.toThrow(Refused);
  return { ...device, server };
}

async function begin(device: Device): Promise<void> {
  const payload = { title: 'EU–UK talks', parties: ['EU', 'GB'], begins: true } as const;
  await device.session.record(() => [
    { type: 'dossier.described.v1', subject: `dossier:${dossier}`, payload },
    addIssue('issue:ip', { asker: 'EU' }),
  ]);
}

async function noteOn(device: Device, text: string): Promise<void> {
  await addNote.run(device.context, { issue: 'issue:ip', text });
}

const notes = ({ issues }: Board) =>
  issues.get('issue:ip')?.annotations.map(({ text, author }) => `${author}: ${text}`);

test('two copies that went on by themselves are one board, in whichever order they are taken in, and twice is as good as once', async () => {
  const mine = await browserOf('actor:me');
  await begin(mine);
  await noteOn(mine, 'Before');
  const first = archiveOf(mine);
  const theirs = await browserOf('actor:other');
  expect(await take(theirs, first)).toBe(3);
  expect(await take(theirs, first)).toBe(0);
  await noteOn(theirs, 'Theirs');
  await noteOn(mine, 'Mine');
  const [fromThem, fromMe] = [archiveOf(theirs), archiveOf(mine)];
  expect(await take(mine, fromThem)).toBeGreaterThan(0);
  expect(await take(theirs, fromMe)).toBe(1);
  expect(mine.board()).toEqual(theirs.board());
  expect(notes(mine.board())).toHaveLength(3);

  const third = await browserOf('actor:third');
  await take(third, fromMe);
  await take(third, fromThem);
  const fourth = await browserOf('actor:fourth');
  await take(fourth, fromThem);
  await take(fourth, fromMe);
  for (const device of [third, fourth]) {
    expect(device.board().issues).toEqual(mine.board().issues);
    expect(device.board().dossier).toEqual(mine.board().dossier);
  }
});

test('what others recorded stays theirs, is on the disk, and is not sent; what is added to it goes to the own server', async () => {
  const mine = await browserOf('actor:me');
  await begin(mine);
  await noteOn(mine, 'Mine');
  const theirs = await browserOf('actor:other');
  await take(theirs, archiveOf(mine));
  await noteOn(theirs, 'Theirs');
  await theirs.exchange();
  expect(state(theirs)).toMatchObject({ pending: [], refused: [] });
  const served = await theirs.server.events();
  expect(served.map(({ actor, type }) => [actor, type])).toEqual([
    ['actor:other', 'dossier.described.v1'],
    ['actor:other', 'annotation.added.v1'],
  ]);
  expect(notes(theirs.board())).toEqual(['actor:me: Mine', 'actor:other: Theirs']);
  const reloaded = await openDevice(theirs.server, { actor: 'actor:other', store: theirs.store });
  expect(reloaded.board()).toEqual(theirs.board());
  await reloaded.exchange();
  expect(reloaded.board()).toEqual(theirs.board());
});

test('own work comes back into a browser that was emptied, and goes to a server that lost it', async () => {
  const mine = await browserOf('actor:me');
  await begin(mine);
  await noteOn(mine, 'Mine');
  const archive = archiveOf(mine);
  const emptied = await browserOf('actor:me');
  expect(await take(emptied, archive)).toBe(3);
  expect(state(emptied).pending).toHaveLength(3);
  await emptied.exchange();
  expect((await emptied.server.events()).map(({ id }) => id)).toEqual(
    archive.events.map(({ id }) => id).toSorted(),
  );
  expect(emptied.board()).toEqual(mine.board());
});

test('a dossier that the server has is described by nobody else for it, nor one that is renamed meanwhile', async () => {
  const mine = await browserOf('actor:me');
  await begin(mine);
  const first = archiveOf(mine);
  const served = await browserOf('actor:other');
  await take(served, first, wires.served);
  expect(state(served).pending).toEqual([]);

  const theirs = await browserOf('actor:other');
  await take(theirs, first);
  const payload = { title: 'Renamed', parties: ['EU', 'GB'] };
  await mine.session.record(() => [
    { type: 'dossier.described.v1', subject: `dossier:${dossier}`, payload },
  ]);
  await take(theirs, archiveOf(mine));
  expect(theirs.board().dossier?.title).toBe('Renamed');
});

test('where the disk refuses, nothing of it is here, and the next try takes all', async () => {
  const mine = await browserOf('actor:me');
  await begin(mine);
  const archive = archiveOf(mine);
  const theirs = await browserOf('actor:other');
  theirs.disk.failure = new StorageError('store-full');
  await expect(take(theirs, archive)).rejects.toThrow(StorageError);
  expect(theirs.board().issues.size).toBe(0);
  theirs.disk.failure = null;
  const reloaded = await openDevice(theirs.server, { actor: 'actor:other', store: theirs.store });
  expect(reloaded.board().issues.size).toBe(0);
  expect(await take(theirs, archive)).toBe(2);
});

test('where nothing outlives the page, closing it would lose what was taken in, and nothing before', async () => {
  const mine = await browserOf('actor:me');
  await begin(mine);
  const server = testServer([]);
  const log = { ...memoryLog(memoryLogStore()), durability: 'memory' as const };
  const theirs = await openDevice(server, { actor: 'actor:other', log });
  await expect(theirs.exchange()).rejects.toThrow(Refused);
  expect(wouldLose(state(theirs))).toBe(false);
  await take(theirs, archiveOf(mine), wires.served);
  expect(wouldLose(state(theirs))).toBe(true);
});

test('given up between two portions, nothing has come of it; it says how far it has come, and taken again it is whole', async () => {
  const mine = await browserOf('actor:me');
  await begin(mine);
  for (let i = 0; i < 3; i += 1) {
    await mine.session.record(() =>
      Array.from({ length: 900 }, (_, n) => addIssue(`issue:n${i}-${n}`, { asker: 'EU' })),
    );
  }
  const archive = archiveOf(mine);
  const theirs = await browserOf('actor:other');
  const before = state(theirs);
  const giving = new AbortController();
  const told: (readonly [number, number])[] = [];
  const taking = take(theirs, archive, wires.unserved, {
    signal: giving.signal,
    onProgress: (count, all) => {
      told.push([count, all]);
      if (count > 1_000) giving.abort();
    },
  });
  await expect(taking).rejects.toMatchObject({ name: 'AbortError' });
  expect(told).toEqual([
    [1_000, 2_702],
    [2_000, 2_702],
  ]);
  expect(state(theirs).folded).toBe(before.folded);
  const reloaded = await openDevice(theirs.server, { actor: 'actor:other', store: theirs.store });
  expect(reloaded.board().issues.size).toBe(0);
  expect(await take(theirs, archive)).toBe(2_702);
  expect(theirs.board()).toEqual(mine.board());
});

test('what a dossier begins with is sent first, however much of one’s own in it is older', async () => {
  const mine = await browserOf('actor:me');
  await begin(mine);
  await noteOn(mine, 'Mine');
  const older = archiveOf(mine).events.filter(({ subject }) => subject === 'issue:ip');
  const copy = await browserOf('actor:me');
  const draft = { title: 'A copy', parties: ['EU', 'GB'] };
  await copy.session.merge(older, { with: beginDossier(dossier, draft, null) });
  await copy.exchange();
  expect(state(copy)).toMatchObject({ pending: [], refused: [] });
  expect((await copy.server.events()).map(({ type }) => type)).toEqual([
    'dossier.described.v1',
    'issue.added.v1',
    'annotation.added.v1',
  ]);
});

test('a copy of a dossier comes to exist with all that is in it, or not at all', async () => {
  const mine = await browserOf('actor:me');
  await begin(mine);
  await noteOn(mine, 'Mine');
  const other = await browserOf('actor:me');
  const devices = new Map<string, Device>([
    [dossier, mine],
    ['copy', other],
  ]);
  const both: Parameters<typeof duplicate>[0] = {
    open: (id) => opening(devices.get(id) ?? mine, wires.unserved).open(id),
    hold: () => () => undefined,
  };
  other.disk.failure = new StorageError('store-full');
  await expect(duplicate(both, dossier, 'copy', 'A copy')).rejects.toThrow(StorageError);
  expect(other.board()).toMatchObject({ dossier: null, issues: new Map() });
  other.disk.failure = null;
  await duplicate(both, dossier, 'copy', 'A copy');
  expect(other.board().dossier).toMatchObject({ title: 'A copy', parties: ['EU', 'GB'] });
  expect(notes(other.board())).toEqual(['actor:me: Mine']);
});
