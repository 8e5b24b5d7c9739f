/** “Copy as a cited paragraph”: by its key on whatever card has the focus, and by its button in the panel. */
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { passageIn } from '#src/domain/passage.ts';
import { plainTextOf } from '#src/features/issue/plain-markdown.ts';
import { addIssue, on, recorder } from '#tests/builders.ts';
import { openBoard } from '#tests/render-app.tsx';
import { smallSeed, testServer } from '#tests/store/test-world.ts';

function withReport() {
  const { record } = recorder('actor:seed', { start: on('2025-11-02') });
  const paragraphs = ['The list was revised.'];
  const evidence = [passageIn('document:report', paragraphs, 'The list was revised.')];
  const payload = { title: 'Report', publisher: 'LexBlog', kind: 'source' as const, paragraphs };
  return testServer([
    ...smallSeed(),
    ...record({ type: 'document.added.v1', subject: 'document:report', payload }),
    ...record(
      addIssue('issue:list', { title: 'The list', summary: 'Has **two** parts.', evidence }),
    ),
  ]);
}

test('C copies the issue on the card that has the focus, and says with how many footnotes', async () => {
  const { user, copied } = await openBoard({ server: withReport() });
  screen.getByRole('link', { name: 'The list' }).focus();
  await user.keyboard('c');
  await screen.findAllByText('Copied with 1 footnote');
  const [text, html] = copied;
  expect(text).toContain('Has two parts.\n\nLexBlog says: “The list was revised.” [1]');
  expect(html).toContain('<bdi>Has two parts.</bdi>');
});

test('the panel’s button and C copy the open issue; with none at hand C does nothing', async () => {
  const { user, copied } = await openBoard();
  await user.keyboard('c');
  await user.click(screen.getByRole('link', { name: 'Patents' }));
  await user.click(await screen.findByRole('button', { name: 'Copy as a cited paragraph' }));
  await screen.findAllByText('Copied; no passage is cited');
  expect(copied).toHaveLength(2);
  await user.keyboard('c');
  await waitFor(() => expect(copied).toHaveLength(4));
  expect(copied[2]).toMatch(/^Patents – /);
});

test.each([
  ['One **bold** and _slanted_ word.', 'One bold and slanted word.'],
  [
    '- one\n- [two](https://a.example/x)\n\n2. three',
    '• one\n• two (https://a.example/x)\n2. three',
  ],
  ['See https://a.example/x.', 'See https://a.example/x.'],
  ['<b>kept</b>\n\n```\ncode\n```', '<b>kept</b>\ncode'],
])('Markdown loses its marks and nothing else: %j', (markdown, text) => {
  expect(plainTextOf(markdown)).toBe(text);
});
