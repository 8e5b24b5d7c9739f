// @vitest-environment node
/**
 * The promise of the log, over the whole client: whatever two people do on two devices, and however their
 * exchanges fall or fail in between, in the end both boards, a fresh device and a reloaded one are the same.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addNote, deleteNote, editNote } from '#src/commands/annotate.ts';
import { addIssue, editIssue, removeIssue, restoreIssue } from '#src/commands/edit-issues.ts';
import { moveIssue } from '#src/commands/move-issue.ts';
import { draftOf } from '#src/domain/issue-draft.ts';
import type { Place } from '#src/domain/placement.ts';
import { categories, statuses } from '#src/domain/vocabulary.ts';
import { type Device, type Fate, openDevice, settledDevice, testServer } from './test-world.ts';

const acts = [
  ...['move', 'move', 'move', 'add', 'edit', 'remove', 'restore'],
  ...['note', 'edit-note', 'delete-note', 'undo', 'undo', 'redo'],
] as const;

const stroke = fc.record({
  device: fc.nat(1),
  act: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...acts) },
    { weight: 1, arbitrary: fc.constantFrom('exchange', 'reload') },
  ),
  fate: fc.constantFrom<Fate>('fair', 'fair', 'lost', 'answer-lost'),
  choice: fc.nat(10_000),
  pause: fc.constantFrom(0, 1, 1_000),
});

type Stroke = typeof stroke extends fc.Arbitrary<infer T> ? T : never;

function pick<T>(list: readonly T[], choice: number): T | undefined {
  return list[choice % Math.max(1, list.length)];
}

async function act({ context, board }: Device, { act: name, choice }: Stroke): Promise<void> {
  const issues = [...board().issues.values()];
  const issue = pick(issues, choice);
  const other = pick(issues, choice >> 3);
  const status = pick(statuses, choice >> 2) ?? 'open';
  if (!issue || !other) return;
  const { id } = issue;
  const note = pick(issue.annotations, choice >> 2)?.id;
  const places: readonly Place[] = [
    { kind: 'top' },
    { kind: 'bottom' },
    { kind: 'before', issue: other.id },
    { kind: 'after', issue: other.id },
  ];
  const place = pick(places, choice >> 4) ?? { kind: 'top' };
  const category = pick(categories, choice) ?? 'other';
  const draft = { ...draftOf(issue), asker: choice % 3 ? 'US' : 'IN', tags: [], status, category };
  const text = `Text ${choice}`;
  if (name === 'move') await moveIssue.run(context, { issue: id, status, place, part: 'title' });
  if (name === 'add') await addIssue.run(context, { ...draft, title: text });
  if (name === 'edit') await editIssue.run(context, { issue: id, draft });
  if (name === 'remove') await removeIssue.run(context, { issue: id });
  if (name === 'restore') await restoreIssue.run(context, { issue: id });
  if (name === 'note') await addNote.run(context, { issue: id, text });
  if (name === 'edit-note' && note) await editNote.run(context, { issue: id, note, text });
  if (name === 'delete-note' && note) await deleteNote.run(context, { issue: id, note });
  if (name === 'undo') await context.session.undo();
  if (name === 'redo') await context.session.redo();
}

test('two devices end with the same board, whatever they do and however their exchanges fall', async () => {
  const actors = ['actor:asha', 'actor:ben'] as const;
  await fc.assert(
    fc.asyncProperty(fc.array(stroke, { maxLength: 30, size: 'max' }), async (strokes) => {
      const server = testServer();
      const open = (actor: (typeof actors)[number]) =>
        settledDevice(server, { actor, ahead: actor === 'actor:ben' ? -90_000 : 20_000 });
      const devices = [await open('actor:asha'), await open('actor:ben')];
      for (const drawn of strokes) {
        server.time += drawn.pause;
        const device = devices[drawn.device];
        const actor = actors[drawn.device];
        if (!device || !actor) continue;
        const { requests } = server;
        server.fate = (count) =>
          count === requests + 1 + (drawn.choice % 2) ? drawn.fate : 'fair';
        if (drawn.act === 'exchange') await device.exchange().catch(() => {});
        else if (drawn.act === 'reload') {
          devices[drawn.device] = await openDevice(server, { actor, store: device.store });
        } else await act(device, drawn);
      }
      server.fate = () => 'fair';
      for (const device of [...devices, ...devices]) await device.exchange();

      const fresh = await settledDevice(server, { actor: 'actor:chen' });
      for (const device of devices) {
        expect(device.board()).toEqual(fresh.board());
        expect(device.session.store.getState()).toMatchObject({ pending: [], refused: [] });
        const reloaded = await openDevice(server, { store: device.store });
        expect(reloaded.board()).toEqual(fresh.board());
        const { last, next } = device.session.store.getState().undoStack;
        expect(reloaded.session.store.getState().undoStack).toMatchObject({ last, next });
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);
