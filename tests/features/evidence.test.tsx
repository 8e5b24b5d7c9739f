/** Evidence: whose words they are is said, and nobody's are shown as a quotation that are not one. */
import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { seedEvents } from '#mocks/seed/seed-events.ts';
import { usIndia } from '#mocks/seed/us-india.ts';
import type { DocumentAdded, KnownEvent } from '#src/domain/event.ts';
import type { DocumentId } from '#src/domain/ids.ts';
import { type Passage, passageIn } from '#src/domain/passage.ts';
import { addIssue, on, recorder } from '#tests/builders.ts';
import { openBoard } from '#tests/render-app.tsx';
import { smallSeed, testServer } from '#tests/store/test-world.ts';

const words = 'its eligibility ended on 5 June 2019';
const paragraphs = ['A list was revised.', `India left it, and ${words}.`];
const report: DocumentId = 'document:report';

/** The Evidence region of an issue that rests on one passage of a document. */
async function evidenceFor(document: Partial<DocumentAdded> | null, passage?: Passage) {
  const { record } = recorder('actor:seed', { start: on('2025-11-02') });
  const evidence = [passage ?? passageIn(report, paragraphs, words)];
  const added: KnownEvent[] = record(addIssue('issue:list', { title: 'The list', evidence }));
  if (document) {
    const payload = { title: 'The end of it', publisher: 'LexBlog', paragraphs, ...document };
    added.push(...record({ type: 'document.added.v1', subject: report, payload }));
    const text = 'Leads to *no page* of the text.';
    added.push(...record({ type: 'annotation.added.v1', subject: report, payload: { text } }));
  }
  const server = testServer([...smallSeed(), ...added]);
  const { user } = await openBoard({ server, address: '/d/us-india?issue=list' });
  const region = await screen.findByRole('region', { name: 'Evidence' });
  return { user, region, item: within(region).getByRole('listitem', { name: words }) };
}

const marks = /[“”„«»‘"]/;
const link = (item: HTMLElement) => within(item).queryByRole('link');

test('a passage of a digest is called one, names what it is a digest of, and has nothing of a quotation', async () => {
  const address = 'https://www.lexblog.com/2019/06/03/list/';
  const { item } = await evidenceFor({ kind: 'digest', published: '2019-06-03', address });
  expect(within(item).getByText('Digest')).toBeVisible();
  expect(item).toHaveTextContent('Digest of a report by LexBlog, published 3 June 2019');
  expect(link(item)).toHaveAttribute('href', address);
  expect(link(item)).toHaveAccessibleName('lexblog.com');
  expect(item.textContent).not.toMatch(marks);
  expect(within(item).queryByText('Quotation')).not.toBeInTheDocument();
  expect(item.querySelector('blockquote, q, .font-serif')).toBeNull();
});

test('a passage of a source is called a quotation, and is shown as one', async () => {
  const { item } = await evidenceFor({ kind: 'source', published: '2019-06' });
  expect(within(item).getByText('Quotation')).toBeVisible();
  expect(item).toHaveTextContent('Quotation from LexBlog, published June 2019');
  expect(within(item).getByRole('blockquote')).toHaveTextContent(`“${words}”`);
  expect(item).not.toHaveTextContent('Digest');
  expect(item).toHaveTextContent('no address');
});

test('a document that does not say whose words it has, and when it was published, is taken for nobody’s', async () => {
  const { item } = await evidenceFor({});
  expect(item).toHaveTextContent('Digest of a report by LexBlog, date not known');
  expect(item.querySelector('blockquote')).toBeNull();
  expect(item.textContent).not.toMatch(marks);
});

test('words that do not stand in their source are nobody’s quotation', async () => {
  const { item } = await evidenceFor({ kind: 'source', paragraphs: ['Something else.'] });
  expect(item).toHaveTextContent('These words do not stand in the document');
  expect(item.querySelector('blockquote')).toBeNull();
  expect(item.textContent).not.toMatch(marks);
});

test('a passage whose document has not come yet says so', async () => {
  const { item } = await evidenceFor(null);
  expect(item).toHaveTextContent('The document is not in this dossier yet.');
  expect(item.querySelector('blockquote')).toBeNull();
  expect(within(item).queryByRole('button')).not.toBeInTheDocument();
});

test('“Show in document” shows the whole text with the passage marked, and the notes on it', async () => {
  const { user, item } = await evidenceFor({ kind: 'digest' });
  const button = within(item).getByRole('button', { name: 'Show in document' });
  expect(button).toHaveAttribute('aria-expanded', 'false');
  await user.click(button);
  expect(button).toHaveAttribute('aria-expanded', 'true');
  const text = within(item).getByRole('group', { name: 'The end of it' });
  expect(text).toHaveTextContent('A list was revised.');
  expect(text).toHaveTextContent('In the dossier’s own words');
  expect(text).toHaveTextContent('Leads to no page of the text.');
  expect(text.querySelector('mark')).toHaveTextContent(words);
  expect(item.querySelector('.font-serif')).toBeNull();
  await user.click(button);
  expect(text).not.toBeInTheDocument();
});

test('no issue of the first dossier quotes anybody: each passage is said to be of a digest', async () => {
  const server = testServer(seedEvents(usIndia));
  const { user } = await openBoard({ server });
  const titles = screen.getAllByRole('article').map((card) => card.getAttribute('aria-label'));
  let passages = 0;
  for (const { title, evidence } of usIndia.issues) {
    await user.click(screen.getByRole('link', { name: title }));
    const panel = await screen.findByRole('complementary', { name: title });
    const region = within(panel).getByRole('region', { name: 'Evidence' });
    expect(within(region).getAllByText('Digest')).toHaveLength(evidence.length);
    expect(region.querySelector('blockquote')).toBeNull();
    // Nor does its history say so of what was done.
    expect(panel).not.toHaveTextContent(/quote/i);
    passages += evidence.length;
  }
  expect(titles).toHaveLength(11);
  expect(passages).toBeGreaterThan(15);
});

test('an issue that rests on nothing says so, and speaks of no quotation', async () => {
  await openBoard({ address: '/d/us-india?issue=ip' });
  const region = await screen.findByRole('region', { name: 'Evidence' });
  expect(region).toHaveTextContent(
    'No passage is given yet, so nothing here is traced to a source.',
  );
});
