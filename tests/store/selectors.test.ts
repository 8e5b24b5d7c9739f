// @vitest-environment node
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldMore, nothingFolded } from '#src/domain/board.ts';
import { type Filter, noFilter } from '#src/domain/filter.ts';
import { passageIn } from '#src/domain/passage.ts';
import { cellOf, createShown } from '#src/store/selectors.ts';
import { addIssue, rankNumber, recorder } from '#tests/builders.ts';
import { settledDevice, testServer } from './test-world.ts';

test('a move leaves every cell but the two it concerns the same object', async () => {
  const { session, board } = await settledDevice(testServer());
  const select = createShown();
  const before = select(board(), noFilter);
  expect(select(board(), noFilter)).toBe(before);
  await session.record(() => [
    {
      type: 'issue.moved.v1',
      subject: 'issue:farm',
      payload: { status: 'resolved', rank: rankNumber(0) },
    },
  ]);
  const after = select(board(), noFilter);
  const changed = [...after.cells].filter(([key, cell]) => before.cells.get(key) !== cell);
  expect(changed.map(([key]) => key)).toEqual(['US/open', 'US/resolved']);
  expect(after.lanes).toBe(before.lanes);
});

test('an edit or a note changes no cell, unless the filter asks for it', async () => {
  const { session, board } = await settledDevice(testServer());
  const [plain, filtered] = [createShown(), createShown()];
  const filter = { ...noFilter, text: 'dairy' };
  const before = plain(board(), noFilter);
  expect(filtered(board(), filter)).toMatchObject({ count: 0, total: 4 });
  await session.record(() => [
    { type: 'annotation.added.v1', subject: 'issue:farm', payload: { text: 'Dairy too' } },
  ]);
  const after = plain(board(), noFilter);
  expect([...after.cells.values()]).toEqual([...before.cells.values()]);
  expect([...after.cells].every(([key, cell]) => before.cells.get(key) === cell)).toBe(true);
  const found = filtered(board(), filter);
  expect(cellOf(found, 'US/open')).toEqual({ shown: ['issue:farm'], total: 3 });
});

test('an asker outside the dossier’s parties still has a lane, after theirs', async () => {
  const { session, board } = await settledDevice(testServer());
  await session.record(() => [
    { type: 'issue.edited.v1', subject: 'issue:farm', payload: { asker: 'FR' } },
  ]);
  const shown = createShown()(board(), noFilter);
  expect(shown).toMatchObject({ lanes: ['US', 'IN', 'FR'], count: 4, total: 4 });
});

test('a document that comes later, and a name that changes, are searched as they are now', async () => {
  const { session, board } = await settledDevice(testServer());
  const select = createShown();
  const counts = () =>
    ['lexblog', 'asha', 'mira'].map((text) => select(board(), { ...noFilter, text }).count);
  const { actor } = session.store.getState();
  if (actor === null) throw new Error('The device has been settled');
  const call = (name: string) =>
    session.record(() => [{ type: 'actor.named.v1', subject: actor, payload: { name } }]);
  const document = { title: 'GSP', publisher: 'LexBlog', paragraphs: ['Its eligibility ended.'] };
  const evidence = [passageIn('document:later', document.paragraphs, 'eligibility')];
  await session.record(() => [
    { type: 'issue.edited.v1', subject: 'issue:farm', payload: { evidence } },
    { type: 'annotation.added.v1', subject: 'issue:farm', payload: { text: 'So it says' } },
  ]);
  await call('Asha');
  expect(counts()).toEqual([0, 1, 0]);
  await session.record(() => [
    { type: 'document.added.v1', subject: 'document:later', payload: document },
  ]);
  await call('Mira');
  expect(counts()).toEqual([1, 0, 1]);
});

/** Words that contain one another, differ by accents alone, or stand in no issue. */
const fragments = [
  '',
  't',
  'ta',
  'tar',
  'tarif',
  'tàrif',
  'rice',
  'ric',
  'tar ric',
  'ric tar',
  'zz',
];
const filters: fc.Arbitrary<Filter> = fc.record({
  countries: fc.constantFrom<Filter['countries']>([], ['US'], ['IN', 'US']),
  text: fc.constantFrom(...fragments),
  category: fc.constantFrom<Filter['category']>(null, 'sps'),
  status: fc.constantFrom<Filter['status']>(null, 'open'),
  basis: fc.constant(null),
  hasNotes: fc.boolean(),
});

test('whatever was asked before, a filter is answered as if it were the first', () => {
  const words = ['tariff on rice', 'rice', 'Tarifs', 'start', 'price of tar', 'none of these'];
  const { record } = recorder('actor:asha');
  const events = words.flatMap((title, i) => {
    const fields = { title, asker: i % 2 ? 'US' : 'IN' };
    return record(addIssue(`issue:${i}`, { ...fields, category: i < 3 ? 'sps' : 'tbt' }));
  });
  const { board } = foldMore(nothingFolded, events);
  fc.assert(
    fc.property(fc.array(filters, { minLength: 1, maxLength: 20 }), (tried) => {
      const select = createShown();
      for (const filter of tried) {
        expect(select(board, filter)).toEqual(createShown()(board, filter));
      }
    }),
  );
});
