// @vitest-environment node
/** An issue as prose with footnotes: whose words are whose, what is cited, and that nothing written is markup. */
import { expect, test } from 'vitest';
import { foldMore, nothingFolded } from '#src/domain/board.ts';
import type { DocumentAdded, Intention, IssueAdded } from '#src/domain/event.ts';
import type { DocumentId, PartyCode } from '#src/domain/ids.ts';
import { type Passage, passageIn } from '#src/domain/passage.ts';
import { type Citation, citationOf } from '#src/words/citation.ts';
import { addIssue, on, recorder } from '#tests/builders.ts';

interface Cited {
  readonly issue?: Partial<IssueAdded>;
  readonly summary?: string;
  readonly parties?: readonly PartyCode[];
  readonly documents?: readonly (Partial<DocumentAdded> & { readonly quotes: readonly string[] })[];
  /** Passages of documents that are not in the dossier, or that do not stand in them. */
  readonly others?: readonly Passage[];
}

function cite({
  issue = {},
  summary = '',
  parties = ['US', 'IN'],
  documents = [],
  others = [],
}: Cited): Citation {
  const parley = recorder('actor:one', { start: on('2025-11-10') });
  const evidence: Passage[] = [];
  const intentions: Intention[] = [
    {
      type: 'dossier.described.v1',
      subject: 'dossier:talks',
      payload: { title: 'Talks', parties },
    },
  ];
  for (const [index, { quotes, ...fields }] of documents.entries()) {
    const subject: DocumentId = `document:number-${index}`;
    const payload = {
      title: 'The end of it',
      publisher: 'LexBlog',
      paragraphs: [quotes.join(' ')],
      ...fields,
    };
    intentions.push({ type: 'document.added.v1', subject, payload });
    for (const quote of quotes) evidence.push(passageIn(subject, payload.paragraphs, quote));
  }
  const added = addIssue('issue:one', { evidence: [...evidence, ...others], ...issue });
  intentions.push({ ...added, at: on('2019-03-04') });
  const { board } = foldMore(
    nothingFolded,
    intentions.flatMap((one) => parley.record(one)),
  );
  const folded = board.issues.get('issue:one');
  if (!folded) throw new RangeError('There is an issue');
  return citationOf(folded, board, summary);
}

const source = {
  kind: 'source',
  published: '2019-06-03',
  address: 'https://lexblog.example/2019?a=1&b=2',
} as const;

test('says who asks what of whom, where it stands and since when, and what it rests on', () => {
  const { text, html, footnotes } = cite({
    summary: 'India asks to be let back into the programme.',
    documents: [{ ...source, quotes: ['its eligibility ended on 5 June'] }],
  });
  expect(text).toBe(
    `Restoration of GSP status – India asks this of the United States, as a source says. It has been open since 4 Mar 2019. India asks to be let back into the programme.

LexBlog says: “its eligibility ended on 5 June” [1].

[1] LexBlog, The end of it, 3 June 2019, https://lexblog.example/2019?a=1&b=2
`,
  );
  expect(html).toBe(
    `<p><b><bdi>Restoration of GSP status</bdi></b> – India asks this of the United States, as a source says. It has been open since 4 Mar 2019. <bdi>India asks to be let back into the programme.</bdi></p>
<p><bdi>LexBlog</bdi> says: “<bdi>its eligibility ended on 5 June</bdi>” <sup>[1]</sup>.</p>
<p>[1] <bdi>LexBlog</bdi>, <cite><bdi>The end of it</bdi></cite>, 3 June 2019, <a href="https://lexblog.example/2019?a=1&amp;b=2">https://lexblog.example/2019?a=1&amp;b=2</a></p>`,
  );
  expect(footnotes).toBe(1);
});

test('says where the asker is inferred, and names nobody else where there are more than two sides', () => {
  const { text } = cite({
    issue: { asker: 'US', basis: 'inferred', status: 'resolved' },
    parties: ['US', 'IN', 'EU'],
  });
  expect(text).toBe(
    `Restoration of GSP status – the United States asks for this; no source says so, it is inferred. It was resolved on 4 Mar 2019.

No passage is given yet, so nothing here is traced to a source.
`,
  );
});

test('a passage of a digest is called one and stands between no quotation marks', () => {
  const { text, html } = cite({
    documents: [{ kind: 'digest', quotes: ['India left the list.'] }],
  });
  expect(text).toContain('A digest of a report by LexBlog says: India left the list. [1]\n');
  expect(`${text}${html}`).not.toMatch(/[“”„«»‘]/);
});

test('a document cited twice is one footnote, and one of which little is known reads well', () => {
  const { text, footnotes } = cite({
    documents: [
      { kind: 'source', quotes: ['The first.', 'The second.'] },
      { kind: 'digest', title: 'Another', published: '2017-10', quotes: ['The third.'] },
    ],
  });
  expect(text).toContain(
    'LexBlog says: “The first.” [1] LexBlog says: “The second.” [1] A digest of a report by LexBlog says: The third. [2]',
  );
  expect(
    text.endsWith(
      '\n\n[1] LexBlog, The end of it, date not known\n[2] LexBlog, Another, October 2017\n',
    ),
  ).toBe(true);
  expect(footnotes).toBe(2);
});

test('words that do not stand in their document, or have none here, are nobody’s quotation', () => {
  const nowhere = { exact: 'Made up.', prefix: '', suffix: '', start: 0 };
  const { text, footnotes } = cite({
    documents: [{ kind: 'source', quotes: ['It is.'] }],
    others: [
      { ...nowhere, document: 'document:number-0' },
      { ...nowhere, document: 'document:gone' },
    ],
  });
  expect(text).toContain(
    'Words that do not stand in the document they are said to be from: Made up. [1] Words whose document is not in the dossier: Made up.',
  );
  expect(footnotes).toBe(1);
});

test('whatever is written in it is text in the HTML, and keeps to its line and its direction', () => {
  const hostile = `<img src=x onerror="alert('1')">&amp;\u202e\n[2] forged`;
  const { text, html } = cite({
    issue: { title: hostile },
    summary: '</p><script>',
    documents: [
      {
        kind: 'source',
        title: hostile,
        publisher: 'דואר <b>',
        address: `https://a.example/"onclick='x'<b>`,
        quotes: [hostile],
      },
    ],
  });
  expect(html.replace(/<\/?(p|b|bdi|cite|sup|a|br)>|<a href="[^"<>']*">/g, '')).not.toMatch(
    /[<>"']/,
  );
  expect(html.match(/<a /g)).toHaveLength(1);
  expect(text.match(/^\[/gm)).toHaveLength(1);
  expect(text).toContain('\u2068דואר <b>\u2069 says');
});
