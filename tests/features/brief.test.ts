// @vitest-environment node
/** The brief: what it says of the talks, of what changed and on what evidence, and that nothing written is a mark in it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boardAsOf, foldMore, nothingFolded } from '#src/domain/board.ts';
import type { Intention, IssueAdded } from '#src/domain/event.ts';
import type { IssueId } from '#src/domain/ids.ts';
import type { Instant } from '#src/domain/instant.ts';
import { passageIn } from '#src/domain/passage.ts';
import { briefOfShown } from '#src/features/brief/brief-of.ts';
import { plainTextOf } from '#src/features/issue/plain-markdown.ts';
import { viewOf } from '#src/store/view.ts';
import { briefHtml, briefMarkdown } from '#src/words/brief.ts';
import { addIssue, on, rankNumber, recorder } from '#tests/builders.ts';

const address = 'https://parley.example/d/us-india';
const quote = 'its eligibility ended on 5 June';
const digest = 'India wants it back.';

const described: Intention = {
  type: 'dossier.described.v1',
  subject: 'dossier:us-india',
  payload: { title: 'US–India talks', parties: ['US', 'IN'] },
  at: on('2025-08-01'),
};
const documents: readonly Intention[] = [
  {
    type: 'document.added.v1',
    subject: 'document:wire',
    payload: { title: 'On the wire', publisher: 'A wire', kind: 'digest', paragraphs: [digest] },
    at: on('2025-08-02'),
  },
  {
    type: 'document.added.v1',
    subject: 'document:report',
    payload: {
      title: 'The end of it',
      publisher: 'LexBlog',
      kind: 'source',
      published: '2019-06-03',
      address: 'https://lexblog.example/2019?a=1&b=2',
      paragraphs: [quote],
    },
    at: on('2025-08-02'),
  },
];

function issue(id: IssueId, day: string, fields: Partial<IssueAdded> = {}): Intention {
  return { ...addIssue(id, fields), at: on(day) };
}

const talks: readonly Intention[] = [
  described,
  ...documents,
  issue('issue:gsp', '2025-09-01', {
    evidence: [
      passageIn('document:wire', [digest], digest),
      passageIn('document:report', [quote], quote),
    ],
  }),
  issue('issue:ip', '2025-09-02', { title: 'Patents', asker: 'US', basis: 'inferred' }),
  {
    type: 'issue.moved.v1',
    subject: 'issue:gsp',
    payload: { status: 'under-discussion', rank: rankNumber(1), reason: 'Congress took it up.' },
    at: on('2025-10-20'),
  },
  {
    type: 'annotation.added.v1',
    subject: 'issue:gsp',
    payload: { text: 'They met. Will *Congress* vote on it? And “when?” So be it.' },
    at: on('2025-10-21'),
  },
  issue('issue:dairy', '2025-11-05', { title: 'Dairy', asker: 'US', status: 'resolved' }),
];

interface Asked {
  readonly params?: Parameters<typeof viewOf>[0];
  readonly moment?: Instant | null;
  readonly now?: Instant;
}

function blocksOf(
  intentions: readonly Intention[],
  { params = {}, moment = null, now = on('2026-11-29') }: Asked = {},
) {
  const { record } = recorder('actor:desk', { start: on('2025-12-01') });
  const folded = foldMore(
    nothingFolded,
    intentions.flatMap((one) => record(one)),
  );
  const board = moment === null ? folded.board : boardAsOf(folded, moment);
  const writing = briefOfShown(
    { dossier: 'us-india', folded, board, moment, view: viewOf(params) },
    { now: Date.parse(now), address, plain: plainTextOf },
  );
  for (;;) {
    const step = writing.next();
    if (step.done) return step.value;
  }
}

test('tells the state of the talks, what changed, each issue with its best passage, questions and sources', () => {
  expect(briefMarkdown(blocksOf(talks))).toBe(`# US–India talks

1 of 2 US asks is resolved; India’s only one is not.

As of 5 Nov 2025 · 2 documents · last change: “Dairy” added

## Since 6 Oct 2025

- **Dairy** (US ask): added, Resolved.
- **Restoration of GSP status** (India ask): moved from Open to Under discussion on 20 Oct 2025, 1 new note.

## US asks

### Open (1)

- **Patents** – It has been open since 2 Sep 2025. No source says who asks: it is inferred.

  No passage is given yet, so nothing here is traced to a source.

### Resolved (1)

- **Dairy** – It was resolved on 5 Nov 2025.

  No passage is given yet, so nothing here is traced to a source.

## India asks

### Under discussion (1)

- **Restoration of GSP status** – It has been under discussion since 20 Oct 2025.

  The reason given: Congress took it up.

  LexBlog says: “its eligibility ended on 5 June” \\[1\\]. One more passage is in the dossier.

## Open questions

- **Restoration of GSP status**: Will Congress vote on it?
- **Restoration of GSP status**: And “when?”

## Sources

\\[1\\] LexBlog, *The end of it*, 3 June 2019, <https://lexblog.example/2019?a=1&b=2>

The board: <https://parley.example/d/us-india>
`);
});

test('as HTML it is headings, paragraphs and lists, for what pastes it', () => {
  const html = briefHtml(blocksOf(talks));
  expect(html).toContain('<h1><bdi>US–India talks</bdi></h1>');
  expect(html).toContain(
    '<li><b><bdi>Dairy</bdi></b> (US ask): added, Resolved.</li><li><b><bdi>Restoration',
  );
  expect(html).toContain('“<bdi>its eligibility ended on 5 June</bdi>” <sup>[1]</sup>. One more');
  expect(html).toContain('<a href="https://lexblog.example/2019?a=1&amp;b=2">');
});

test('is of the issues that the filters leave, says which, and of a side without any says nothing', () => {
  const text = briefMarkdown(blocksOf(talks, { params: { country: 'IN' } }));
  expect(text).toContain('1 of 3 issues: asked by India.');
  expect(text).not.toContain('Dairy** (US ask)');
  expect(text).not.toContain('## US asks');
  expect(text).toContain('- **Restoration of GSP status** (India ask): moved');
});

test('is of the date that is shown, and looks back from it', () => {
  const moment = on('2025-09-30T23:59:59.999Z');
  const text = briefMarkdown(blocksOf(talks, { moment }));
  expect(text).toContain('## Since 31 Aug 2025\n\nAll 2 issues were put on the table since then.');
  expect(text).not.toContain('Congress');
  expect(text).not.toContain('Dairy');
});

test('under a filter, what has left it is told, too, and what was removed', () => {
  const left = briefMarkdown(blocksOf(talks, { params: { status: 'open' } }));
  expect(left).toContain('- **Restoration of GSP status** (India ask): moved from Open');
  expect(left).not.toContain('Dairy**');
  const removal: Intention = {
    type: 'issue.removed.v1',
    subject: 'issue:ip',
    payload: {},
    at: on('2025-11-06'),
  };
  const gone = briefMarkdown(blocksOf([...talks, removal], { params: { country: 'US' } }));
  expect(gone).toContain('- **Patents** (US ask): removed from the board.');
  const still = briefMarkdown(blocksOf([...talks, removal], { params: { q: 'nothing-like-it' } }));
  expect(still).toContain('Nothing shown here has changed.');
});

test('the first day looked back over is one of them, whether what happened has an hour or not', () => {
  for (const at of ['2025-10-06', '2025-10-06T09:00:00.000Z']) {
    const event: Intention = { ...addIssue('issue:late', { title: 'Late' }), at: on(at) };
    expect(briefMarkdown(blocksOf([...talks, event]))).toContain('- **Late** (India ask): added');
  }
});

test('with nothing new it says so; many changes are told in part, and the rest is counted', () => {
  expect(briefMarkdown(blocksOf([described]))).toContain('\n\nNothing has changed.\n\n');
  const many = Array.from({ length: 30 }, (_, i) =>
    issue(`issue:n${i}`, '2025-11-06', { title: `Number ${i}` }),
  );
  const text = briefMarkdown(blocksOf([...talks, ...many]));
  expect(text.match(/\): added, Open\.$/gm)).toHaveLength(24);
  expect(text).toContain('\n\nAnd 7 more issues changed.\n\n');
});

test('a question of an issue that is resolved is open no more, and an issue removed is told as that', () => {
  const text = briefMarkdown(
    blocksOf([
      ...talks,
      {
        type: 'annotation.added.v1',
        subject: 'issue:dairy',
        payload: { text: 'Why?' },
        at: on('2025-11-06'),
      },
      { type: 'issue.removed.v1', subject: 'issue:ip', payload: {}, at: on('2025-11-06') },
    ]),
  );
  expect(text).not.toContain('Why?');
  expect(text).toContain('- **Patents** (US ask): removed from the board.');
});

test('questions are taken out of lists and boxes, and an address is none', () => {
  const text =
    '- Will they?\n- [ ] Who pays?\n- [x] Who asks?\n1. When?\n\nhttps://a.example/?\n\nNot this one.';
  const note: Intention = {
    type: 'annotation.added.v1',
    subject: 'issue:ip',
    payload: { text },
    at: on('2025-11-06'),
  };
  const brief = briefMarkdown(blocksOf([described, issue('issue:ip', '2025-09-02'), note]));
  const questions = brief.split('## Open questions\n\n')[1]?.split('\n\n')[0];
  expect(questions?.split('\n').map((line) => line.split('**: ')[1])).toEqual([
    'Will they?',
    'Who pays?',
    'When?',
  ]);
});

/** What Markdown or HTML could take for its own, and what lies between. */
const written = fc
  .array(
    fc.constantFrom(
      ...['*', '_', '**', '`', '~~', '[', ']', '(', ')', '<', '>', '#', '|', '\\', '&amp;', '&'],
      ...[
        '!',
        '"',
        '- ',
        '1. ',
        '+ ',
        '=',
        'word',
        'W',
        ' ',
        '<b>',
        '</li>',
        '[x](y)',
        '\n',
        '\n\n- ',
      ],
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join('').trim())
  .filter((text) => text !== '');

const flat = (text: string) => text.replace(/\s+/g, ' ');

test('whatever is written in titles, reasons, notes and passages stands in it as it was written', () => {
  let withMarks = 0;
  fc.assert(
    fc.property(written, written, written, (title, reason, words) => {
      const text = briefMarkdown(
        blocksOf([
          { ...described, payload: { title, parties: ['US', 'IN'] } },
          {
            type: 'document.added.v1',
            subject: 'document:own',
            payload: { title, publisher: words, kind: 'source', paragraphs: [words] },
            at: on('2025-08-02'),
          },
          issue('issue:own', '2025-09-01', {
            title,
            evidence: [passageIn('document:own', [words], words)],
          }),
          {
            type: 'issue.moved.v1',
            subject: 'issue:own',
            payload: { status: 'resolved', rank: rankNumber(1), reason },
            at: on('2025-11-05'),
          },
        ]),
      );
      const lines = plainTextOf(text).split('\n');
      if (/[*_[\]<>`#&\\]/.test(title + reason + words)) withMarks += 1;
      expect(flat(lines[2] ?? '')).toContain(`last change: “${flat(title)}” to Resolved`);
      expect(lines[0]).toBe(flat(title));
      expect(lines).toContain(`The reason given: ${flat(reason)}`);
      expect(lines).toContain(
        `• ${flat(title)} (India ask): moved from Open to Resolved on 5 Nov 2025.`,
      );
      expect(lines).toContain(`[1] ${flat(words)}, ${flat(title)}, date not known`);
      expect(
        lines.some((line) => line.startsWith(`${flat(words)} says: “${flat(words)}” [1]`)),
      ).toBe(true);
    }),
  );
  expect(withMarks).toBeGreaterThan(50);
});
