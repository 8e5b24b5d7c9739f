/** Several issues at once, from the bar and its dialogs: what is said, what is done, and what is still selected. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { headerButton, openBoard } from '#tests/render-app.tsx';

/** A board with these cards selected; all that are shown, where none is named. */
async function openSelected(...titles: readonly string[]) {
  const { user } = await openBoard();
  for (const title of titles.length > 0 ? titles : ['Farm goods']) {
    (await screen.findByRole('link', { name: title })).focus();
    await user.keyboard(titles.length > 0 ? 'x' : '{Control>}a{/Control}');
  }
  const bar = await screen.findByRole('region', { name: 'Selected issues' });
  const press = (name: string) => user.click(within(bar).getByRole('button', { name }));
  const selected = (count: number) =>
    waitFor(() => expect(within(bar).getByRole('status')).toHaveTextContent(`${count} selected`));
  const search = async (text: string) => {
    const box = screen.getByRole('searchbox', { name: 'Search issues' });
    await user.clear(box);
    // At once: each key is a search, and none of them is what is tested.
    await user.click(box);
    if (text !== '') await user.paste(text);
  };
  return { user, bar, press, selected, search };
}

const shown = (name: string) => screen.findByRole('status', { name });
const dialog = (name: string) => screen.findByRole('dialog', { name });
const card = (name: string) => screen.getByRole('article', { name });

test('the selected are tagged together: what is wrong is said, one undo takes it back', async () => {
  const { user, press, search } = await openSelected('Patents', 'GSP status');
  await press('Tag');
  const tagging = within(await dialog('Tag 2 issues'));
  await user.click(tagging.getByRole('button', { name: 'Tag' }));
  expect(tagging.getByRole('textbox')).toHaveAccessibleDescription(/Write a tag first/);
  await user.click(tagging.getByRole('textbox'));
  await user.paste('urgent, Round nine');
  await user.keyboard('{Enter}');
  await screen.findByRole('dialog', { name: /Tagged 2 issues with urgent, Round nine/ });
  await search('round NINE');
  await shown('2 of 4 issues');
  await user.click(headerButton('Undo'));
  await screen.findByRole('dialog', { name: /Undone: changed the tags of 2 issues/ });
  await shown('0 of 4 issues');
});

test('the selected are annotated together, and one undo takes the notes and the word of them back', async () => {
  const { user, press } = await openSelected('Patents', 'GSP status');
  await press('Annotate');
  const noting = await dialog('Annotate 2 issues');
  await user.click(within(noting).getByRole('textbox'));
  await user.paste('For the next round.');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(noting).not.toBeInTheDocument());
  await waitFor(() => expect(card('Patents')).toHaveTextContent('1 note'));
  await user.click(headerButton('Undo'));
  await waitFor(() => expect(card('Patents')).not.toHaveTextContent('1 note'));
  await waitFor(() =>
    expect(screen.queryByRole('dialog', { name: /Added the note/ })).not.toBeInTheDocument(),
  );
});

test('only what is shown of a selection is counted and acted on; the rest is still selected after', async () => {
  const { user, press, selected, search } = await openSelected();
  await selected(4);
  const country = within(screen.getByRole('group', { name: 'Country' }));
  await user.click(country.getByRole('button', { name: 'United States' }));
  await shown('3 of 4 issues');
  await selected(3);
  await press('Tag');
  const tagging = within(await dialog('Tag 3 issues'));
  await user.click(tagging.getByRole('textbox'));
  await user.paste('first lane');
  await user.click(tagging.getByRole('button', { name: 'Tag' }));
  await screen.findByRole('dialog', { name: /^Tagged 3 issues/ });
  await user.click(screen.getByRole('button', { name: 'Clear filters' }));
  await selected(4);
  await search('first lane');
  await shown('3 of 4 issues');
});

test('“Select all shown” takes what the filters leave, and nothing else', async () => {
  const { user, bar, press, selected } = await openSelected('Farm goods');
  await user.click(screen.getByRole('button', { name: 'United States' }));
  await press('Select all shown (3 issues)');
  await selected(3);
  expect(within(bar).queryByRole('button', { name: /^Select all/ })).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Clear filters' }));
  await selected(3);
  await press('Clear selection');
  await waitFor(() => expect(bar).not.toBeInTheDocument());
  await waitFor(() => expect(screen.getByRole('link', { name: 'Farm goods' })).toHaveFocus());
});
