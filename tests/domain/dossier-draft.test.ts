// @vitest-environment node
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boardOf } from '#src/domain/board.ts';
import {
  beginDossier,
  checkDossier,
  describeAnew,
  mostParties,
  newDossierSlug,
} from '#src/domain/dossier-draft.ts';
import { isNewSlug } from '#src/domain/ids.ts';
import { addToLog, emptyLog } from '#src/domain/log.ts';
import { parseEvent } from '#src/domain/parse-event.ts';
import { partyCodes } from '#src/domain/party-codes.ts';
import { UndoIndex } from '#src/domain/undo-index.ts';
import { recorder, retraction } from '#tests/builders.ts';

const draft = { title: 'EU–UK talks', parties: ['EU', 'GB', 'IN'] };

test.for<[string, Parameters<typeof checkDossier>[0], object]>([
  [
    'no title',
    { title: ' \u200b', parties: ['EU', 'GB'] },
    { title: { code: 'no-dossier-title' } },
  ],
  [
    'a long title',
    { title: 'x'.repeat(203), parties: ['EU', 'GB'] },
    { title: { code: 'too-long', by: 3, most: 200 } },
  ],
  [
    'a character that cannot be stored',
    { title: 'Talks\0', parties: ['EU', 'GB'] },
    { title: { code: 'unstorable', before: 'Talks' } },
  ],
  [
    'one party twice',
    { title: 'Talks', parties: ['EU', 'EU'] },
    { parties: { code: 'few-parties' } },
  ],
  [
    'too many parties',
    { title: 'Talks', parties: partyCodes.slice(0, 9) },
    { parties: { code: 'many-parties', count: 9, most: mostParties } },
  ],
])('%s is said at its field', ([, wrong, problems]) => {
  expect(checkDossier(wrong)).toEqual({ ok: false, problems });
});

test('a title loses the blanks around it', () => {
  expect(checkDossier({ ...draft, title: '  EU–UK talks\n' })).toEqual({ ok: true, draft });
});

test('what a dossier begins with can be read back, and is a board of those parties', () => {
  const { record } = recorder('actor:me');
  const example = { title: 'An example', summary: 'To look at' };
  const events = record(...beginDossier('eu-uk', draft, example));
  expect(events.every((event) => parseEvent(event).ok)).toBe(true);
  const board = boardOf(addToLog(emptyLog, events).log);
  expect(board.dossier).toEqual({ ...draft, id: 'dossier:eu-uk' });
  expect([...board.issues.values()].map(({ asker, status }) => [asker, status])).toEqual([
    ['EU', 'open'],
  ]);
  expect(beginDossier('eu-uk', draft, null)).toHaveLength(1);
});

test('that it begins is not undone, nor gone where it is taken back all the same; a new title is undone', () => {
  const { record } = recorder('actor:me');
  const [begun] = record(...beginDossier('eu-uk', draft, null));
  const away = record(retraction('dossier:eu-uk', begun));
  const index = new UndoIndex('actor:me', [begun]);
  expect(index.stack().last).toBe(null);
  expect(boardOf(addToLog(emptyLog, [begun, ...away]).log).dossier?.title).toBe(draft.title);

  const before = { ...draft, summary: 'Since 2021' };
  const [anew] = describeAnew('eu-uk', before, { ...draft, title: 'Trade talks' });
  if (!anew) throw new RangeError('Nothing is said anew');
  const renamed = record(anew);
  expect(renamed.map(({ payload }) => payload)).toEqual([{ ...before, title: 'Trade talks' }]);
  index.add(renamed);
  expect(index.stack().last).toEqual(renamed);
  expect(describeAnew('eu-uk', before, draft)).toEqual([]);
});

test.for<[title: string, slug: string]>([
  ['EU–India trade talks', 'eu-india-trade-talks-x7f3'],
  ['Négociations UE–Mercosur', 'negociations-ue-mercosur-x7f3'],
  ['日EU経済連携協定', 'eu-x7f3'],
  ['中美', 'dossier-x7f3'],
  [`${'long '.repeat(20)}title`, `${'long-'.repeat(8)}x7f3`],
])('“%s” has the address %s', ([title, slug]) => {
  expect(newDossierSlug(title, 'x7f3')).toBe(slug);
});

test('whatever the title, a server takes its address', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (title) => {
      expect(isNewSlug(newDossierSlug(title, 'x7f3'))).toBe(true);
    }),
  );
});
