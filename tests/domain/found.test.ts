// @vitest-environment node
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Board, foldMore, nothingFolded } from '#src/domain/board.ts';
import { matcher, noFilter } from '#src/domain/filter.ts';
import { type Found, foundIn, snippetOf } from '#src/domain/found.ts';
import { passageIn } from '#src/domain/passage.ts';
import { searchText, searchWords } from '#src/domain/search-text.ts';
import { addIssue, recorder } from '#tests/builders.ts';
import { theSame } from './search-pairs.ts';

const paragraphs = [
  'India was on the list of beneficiary developing countries until its eligibility ended on 5 June 2019.',
];

function sample(): Board {
  const events = recorder('actor:asha').record(
    addIssue('issue:gsp', {
      title: 'Restoration of GSP status',
      summary: 'India asks to be let back into the programme.',
      tags: ['tariffs', 'préférences'],
      evidence: [passageIn('document:report', paragraphs, paragraphs[0] ?? '')],
    }),
    {
      type: 'document.added.v1',
      subject: 'document:report',
      payload: { title: 'The programme lapses', publisher: 'LexBlog', paragraphs },
    },
    { type: 'annotation.added.v1', subject: 'issue:gsp', payload: { text: 'See **RL33663** too' } },
    {
      type: 'annotation.added.v1',
      subject: 'issue:gsp',
      payload: { text: 'Seen', author: 'Second analyst' },
    },
    { type: 'actor.named.v1', subject: 'actor:asha', payload: { name: 'Asha Rao' } },
  );
  return foldMore(nothingFolded, events).board;
}

function found(typed: string): Found | null {
  const board = sample();
  const issue = board.issues.get('issue:gsp');
  if (!issue) throw new Error('The issue was added');
  return foundIn(issue, typed, board);
}

test.each<[typed: string, place: Found['in'], words: string]>([
  ['let back', 'summary', '…asks to be let [back] into the programme.'],
  ['PREFER', 'tag', '[préfér]ences'],
  ['eligib', 'passage', '…countries until its [eligib]ility ended on 5 June 2019.'],
  ['rl336', 'note', 'See **[RL336]63** too'],
  ['lexblog', 'publisher', '[LexBlog]'],
  ['lapses', 'document', 'The programme [lapses]'],
  ['rao', 'author', 'Asha [Rao]'],
  ['analyst', 'author', 'Second [analyst]'],
  ['gsp lexblog', 'publisher', '[LexBlog]'],
  ['india eligibility', 'passage', '…countries until its [eligibility] ended on 5 June 2019.'],
])('“%s” is found in the %s: %s', (typed, place, words) => {
  const { in: where, before, hit, after } = found(typed) ?? {};
  expect([where, `${before}[${hit}]${after}`]).toEqual([place, words]);
});

test.each(['', ' ', 'gsp', 'STATUS restoration', 'poultry'])(
  'there is nothing to tell of “%s”',
  (typed) => {
    expect(found(typed)).toBeNull();
  },
);

test('a long text is cut at words, and between characters where it has none', () => {
  const words = 'one two three four five six seven eight nine ten ';
  const { before, after } = snippetOf(`${words.repeat(9)}HERE ${words.repeat(9)}`, 'here') ?? {};
  expect(before).toBe('…eight nine ten ');
  expect(after).toMatch(/^ one .* (one|two|three|four|five|six|seven|eight|nine|ten)…$/);
  const signs = '👩‍🌾'.repeat(40);
  const cut = snippetOf(`${signs}HERE${signs}`, 'here');
  expect(cut?.before).toMatch(/^…(👩‍🌾)+$/u);
  expect(cut?.after).toMatch(/^(👩‍🌾)+…$/u);
});

test.each(theSame)('%s: in “%s” what “%s” finds is marked', (_, title, typed) => {
  for (const word of searchWords(typed)) {
    const { hit = '' } = snippetOf(`${'ए b 語 '.repeat(9)}${title}${' ж'.repeat(99)}`, word) ?? {};
    expect(searchText(hit)).toContain(word);
    expect(hit.length).toBeLessThanOrEqual(title.length);
  }
});

/** Texts in which characters are long, run the other way, fold to more or fewer, or lean on the next. */
const hostile = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...'aeİıß5 % \n«»½⁶…ﬁéか゛ｶﾞиקשׁم') },
      fc.constantFrom(
        'कि',
        '👩‍🌾',
        '🇮🇳',
        'e\u0301',
        '\u0301',
        '\u200b',
        '\u202e',
        '\ud83d',
        '관',
        '<b>',
      ),
      fc.constant('a\u0300\u0301'.padEnd(90, '\u0302')),
    ),
    { maxLength: 60, size: 'max' },
  )
  .map((parts) => parts.join(''));

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

test('whatever a search finds in a text, the snippet has it, marked in whole characters', () => {
  let cut = 0;
  fc.assert(
    fc.property(hostile, hostile, fc.nat(60), (text, other, start) => {
      const typed = [
        ...searchWords(text.slice(start, start + 6)),
        ...searchWords(other.slice(0, 3)),
      ];
      for (const word of typed) {
        const snippet = snippetOf(text, word);
        if (!searchText(text).includes(word)) {
          expect(snippet).toBeNull();
          continue;
        }
        if (snippet === null) throw new Error('It is there');
        const { before, hit, after } = snippet;
        const place = text.indexOf(`${before.replace(/^…/, '')}${hit}${after.replace(/…$/, '')}`);
        expect(place).toBeGreaterThanOrEqual(0);
        expect(searchText(hit)).toContain(word);
        const edges = new Set([...segmenter.segment(hit)].map(({ index }) => index));
        expect(edges.has(0)).toBe(true);
        if (before.startsWith('…') && after.endsWith('…')) cut += 1;
      }
    }),
    { numRuns: 2_000 },
  );
  expect(cut).toBeGreaterThan(20);
});

test('an issue that a search shows by more than its title says where, and one that it hides does not', () => {
  const board = sample();
  for (const issue of board.issues.values()) {
    for (const text of ['gsp', 'eligib', 'rao', 'lexblog tariffs', 'walnuts', 'india rao']) {
      const isShown = matcher({ ...noFilter, text }, board)(issue);
      if (foundIn(issue, text, board) !== null) expect(isShown).toBe(true);
      else expect(isShown).toBe(text === 'gsp');
    }
  }
});
