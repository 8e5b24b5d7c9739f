// @vitest-environment node
/** The sentence on the state of the talks, and the line beneath it. */
import { describe, expect, test } from 'vitest';
import { boardAsOf, foldMore, nothingFolded } from '#src/domain/board.ts';
import type { Intention } from '#src/domain/event.ts';
import type { PartyCode } from '#src/domain/ids.ts';
import { endOfDay } from '#src/domain/instant.ts';

import { asOfLine, headlineOf } from '#src/words/headline.ts';
import { addIssue, on, rankNumber, recorder } from '#tests/builders.ts';

/** A party, and how many of its asks are resolved, under discussion and open. */
type Row = readonly [PartyCode, number, number, number];

const eight: readonly PartyCode[] = ['US', 'IN', 'EU', 'GB', 'JP', 'PH', 'CA', 'MX'];
const ofEight = (numbers: readonly [number, number, number]) =>
  eight.map((party): Row => [party, ...numbers]);

function headline(rows: readonly Row[], isFiltered: boolean): string {
  const counts = rows.map(([party, resolved, underDiscussion, open]) => {
    return { party, resolved, underDiscussion, open };
  });
  return headlineOf(counts, isFiltered);
}

const us: Row = ['US', 3, 2, 3];
const silent: readonly Row[] = [
  ['US', 0, 0, 0],
  ['IN', 0, 0, 0],
];

const sentences: readonly (readonly [readonly Row[], string])[] = [
  [[], 'Nothing is on the table yet.'],
  [silent, 'Nothing is on the table yet.'],

  [[us, ['IN', 0, 1, 2]], '3 of 8 US asks are resolved, none of India’s 3.'],
  [[us, ['IN', 0, 2, 0]], '3 of 8 US asks are resolved, neither of India’s two.'],
  [[us, ['IN', 2, 0, 0]], '3 of 8 US asks are resolved, both of India’s.'],
  [[us, ['IN', 3, 0, 0]], '3 of 8 US asks are resolved, all 3 of India’s.'],
  [[us, ['IN', 1, 0, 0]], '3 of 8 US asks are resolved; India’s only one is too.'],
  [[us, ['IN', 0, 1, 0]], '3 of 8 US asks are resolved; India’s only one is not.'],
  [[us, ['IN', 0, 0, 0]], '3 of 8 US asks are resolved; India has no asks yet.'],
  [[us], '3 of 8 US asks are resolved.'],
  [[['IN', 1, 2, 5], us], '1 of 8 India asks is resolved, 3 of the US’s 8.'],
  [
    [
      ['US', 8, 0, 0],
      ['IN', 0, 1, 2],
    ],
    'All 8 US asks are resolved, none of India’s 3.',
  ],
  [
    [
      ['US', 2, 0, 0],
      ['GB', 1, 1, 1],
    ],
    'Both US asks are resolved, 1 of the UK’s 3.',
  ],
  [
    [
      ['US', 1, 0, 0],
      ['PH', 1, 1, 1],
    ],
    'The only US ask is resolved, 1 of the Philippines’ 3.',
  ],
  [
    [
      ['US', 0, 1, 0],
      ['NL', 1, 0, 0],
    ],
    'The only US ask is not resolved; the Netherlands’ only one is.',
  ],
  [
    [
      ['US', 0, 2, 0],
      ['CY', 1, 0, 1],
    ],
    'Neither US ask is resolved; 1 of Cyprus’s 2 is.',
  ],
  [
    [
      ['US', 0, 5, 3],
      ['IN', 2, 1, 0],
    ],
    'None of the 8 US asks is resolved; 2 of India’s 3 are.',
  ],
  [
    [
      ['US', 0, 5, 3],
      ['IN', 3, 0, 0],
    ],
    'None of the 8 US asks is resolved; all 3 of India’s are.',
  ],

  [
    [
      ['US', 0, 5, 3],
      ['IN', 0, 1, 2],
    ],
    '8 US asks and 3 India asks are on the table; none is resolved, 6 are under discussion.',
  ],
  [
    [
      ['US', 0, 1, 3],
      ['IN', 0, 0, 0],
    ],
    '4 US asks are on the table; none is resolved, 1 is under discussion; India has no asks yet.',
  ],
  [
    [
      ['US', 0, 0, 8],
      ['IN', 0, 0, 3],
    ],
    '8 US asks and 3 India asks are on the table, all still open.',
  ],
  [
    [
      ['US', 0, 8, 0],
      ['IN', 0, 3, 0],
    ],
    '8 US asks and 3 India asks are on the table, all under discussion.',
  ],
  [
    [
      ['US', 0, 0, 1],
      ['IN', 0, 0, 1],
    ],
    '1 US ask and 1 India ask are on the table, both still open.',
  ],
  [
    [
      ['US', 0, 1, 0],
      ['IN', 0, 0, 1],
    ],
    '1 US ask and 1 India ask are on the table; neither is resolved, one is under discussion.',
  ],
  [[['US', 0, 0, 1]], '1 US ask is on the table, still open.'],
  [
    [
      ['US', 8, 0, 0],
      ['IN', 3, 0, 0],
    ],
    'Everything is resolved: 8 US asks and 3 India asks.',
  ],
  [
    [
      ['US', 1, 0, 0],
      ['IN', 0, 0, 0],
    ],
    'Everything is resolved: 1 US ask; India has no asks yet.',
  ],

  [
    [us, ['IN', 2, 1, 0], ['EU', 0, 2, 3]],
    '3 of 8 US asks are resolved, 2 of India’s 3 and none of the EU’s 5.',
  ],
  [
    [us, ['IN', 1, 0, 0], ['EU', 0, 2, 3]],
    '3 of 8 US asks are resolved; India’s only one is too, and none of the EU’s 5 is.',
  ],
  [
    [
      ['US', 0, 2, 3],
      ['IN', 1, 0, 0],
      ['EU', 0, 0, 1],
    ],
    'None of the 5 US asks is resolved; India’s only one is, and the EU’s only one is not.',
  ],
  [
    [us, ['IN', 0, 0, 0], ['EU', 0, 0, 0]],
    '3 of 8 US asks are resolved; India and the EU have no asks yet.',
  ],

  [ofEight([1, 1, 3]), '8 of the 40 asks by 8 parties are resolved.'],
  [
    ofEight([0, 1, 4]),
    '40 asks by 8 parties are on the table; none is resolved, 8 are under discussion.',
  ],
  [ofEight([5, 0, 0]), 'Everything is resolved: 40 asks by 8 parties.'],
  [
    [us, ...ofEight([0, 0, 0]).slice(1)],
    '3 of 8 US asks are resolved; the other 7 parties have no asks yet.',
  ],
  [
    [
      ['US', 1_200, 0, 3_800],
      ['IN', 0, 0, 5_000],
    ],
    '1,200 of 5,000 US asks are resolved, none of India’s 5,000.',
  ],
];

test.each(sentences)('%j', (rows, sentence) => {
  expect(headline(rows, false)).toBe(sentence);
});

/** A party without an ask shown may well have others, so nothing is said of it. */
const filtered: readonly (readonly [readonly Row[], string])[] = [
  [silent, 'No issue matches these filters.'],
  [[us, ['IN', 0, 0, 0]], '3 of the 8 US asks shown are resolved.'],
  [[us, ['IN', 0, 1, 2]], '3 of the 8 US asks shown are resolved, none of India’s 3.'],
  [
    [
      ['US', 1, 0, 0],
      ['IN', 0, 1, 0],
    ],
    'The only US ask shown is resolved; India’s only one is not.',
  ],
  [
    [
      ['US', 0, 0, 4],
      ['IN', 0, 0, 0],
    ],
    '4 US asks are shown, all still open.',
  ],
  [
    [
      ['US', 3, 0, 0],
      ['IN', 1, 0, 0],
    ],
    'Everything shown is resolved: 3 US asks and 1 India ask.',
  ],
  [ofEight([1, 1, 3]), '8 of the 40 asks shown are resolved.'],
];

test.each(filtered)('under a filter: %j', (rows, sentence) => {
  expect(headline(rows, true)).toBe(sentence);
});

describe('the line beneath it', () => {
  const parley = recorder('actor:one', { start: on('2025-11-10') });

  function line(intentions: readonly Intention[], date: string | null = null) {
    const folded = foldMore(
      nothingFolded,
      intentions.flatMap((one) => parley.record(one)),
    );
    const moment = date === null ? null : endOfDay(date);
    const board = moment === null ? folded.board : boardAsOf(folded, moment);
    return asOfLine({ moment, board });
  }

  const dairy: Intention = { ...addIssue('issue:dairy', { title: 'Dairy' }), at: on('2025-11-03') };
  const moved: Intention = {
    type: 'issue.moved.v1',
    subject: 'issue:dairy',
    payload: { status: 'resolved', rank: rankNumber(1) },
    at: on('2025-11-05'),
  };
  const noted: Intention = {
    type: 'annotation.added.v1',
    subject: 'issue:dairy',
    payload: { text: 'To be checked.' },
    at: on('2025-11-09'),
  };
  const added = (kind: 'source' | 'digest', name: string): Intention => ({
    type: 'document.added.v1',
    subject: `document:${name}`,
    payload: { title: name, publisher: 'Reuters', kind, paragraphs: ['Talks.'] },
    at: on('2025-11-01'),
  });

  test('dates the board by what happened last in the talks, not by a note on it', () => {
    expect(line([dairy, moved, noted])).toEqual([
      'As of 5 Nov 2025',
      'no documents',
      'last change: “Dairy” to Resolved',
    ]);
  });

  test('says the date that is shown, and then when the last change before it was', () => {
    expect(line([dairy, moved], '2025-11-04')).toEqual([
      'As of 4 Nov 2025',
      'no documents',
      'last change: “Dairy” added, 3 Nov 2025',
    ]);
  });

  test('counts documents, and says where nobody is quoted', () => {
    const [, one] = line([dairy, added('source', 'a')]);
    const [, two] = line([dairy, added('source', 'a'), added('digest', 'b')]);
    const [, digest] = line([dairy, added('digest', 'a')]);
    const [, digests] = line([dairy, added('digest', 'a'), added('digest', 'b')]);
    expect([one, two, digest, digests]).toEqual([
      '1 document',
      '2 documents',
      '1 document, a digest',
      '2 documents, all digests',
    ]);
  });

  test('takes no change for the latest that was taken back', () => {
    const events = parley.record(dairy);
    const [move] = parley.record(moved);
    const undone = parley.record({
      type: 'event.retracted.v1',
      subject: 'issue:dairy',
      payload: { event: move.id },
      at: move.at,
    });
    const { board } = foldMore(nothingFolded, [...events, move, ...undone]);
    expect(asOfLine({ moment: null, board })).toContain('last change: “Dairy” added');
  });

  test('says no date where nothing has happened', () => {
    expect(line([])).toEqual([]);
  });
});
