/**
 * The board and its filters, by role and name: what stands where, how it is moved, what is hidden and said.
 */
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { memoryKeyValue } from '#src/storage/key-value.ts';
import { memoryLogStore } from '#src/storage/memory-log.ts';
import { headerButton, openBoard, titlesIn } from '#tests/render-app.tsx';
import { frailLog } from '#tests/store/test-world.ts';

test('the Move menu moves a card, says where to, keeps the focus on it, and undo brings it back', async () => {
  const { user } = await openBoard();
  await waitFor(() => expect(titlesIn('US asks: Open')).toHaveLength(3));
  await user.click(screen.getByRole('button', { name: 'Move Patents' }));
  const menu = await screen.findByRole('menu', { name: 'Move Patents' });
  const statuses = within(menu).getAllByRole('menuitemradio');
  expect(statuses.map(({ textContent }) => textContent)).toEqual([
    'Open',
    'Under discussion',
    'Resolved',
  ]);
  expect(within(menu).getByRole('menuitemradio', { name: 'Open' })).toBeChecked();
  await user.click(within(menu).getByRole('menuitemradio', { name: 'Resolved' }));
  await waitFor(() => expect(titlesIn('US asks: Resolved')).toEqual(['Patents']));
  expect(titlesIn('US asks: Open')).toEqual(['Farm goods', 'Data rules']);
  expect(
    screen.getByText('Patents moved from Open to Resolved, position 1 of 1.'),
  ).toBeInTheDocument();
  await waitFor(() => expect(screen.getByRole('link', { name: 'Patents' })).toHaveFocus());

  await user.keyboard('{Control>}z{/Control}');
  await waitFor(() =>
    expect(titlesIn('US asks: Open')).toEqual(['Farm goods', 'Patents', 'Data rules']),
  );
  expect(
    (await screen.findAllByText('Undone: moved “Patents” to Resolved')).length,
  ).toBeGreaterThan(0);
  await user.click(screen.getByRole('button', { name: 'Redo' }));
  await waitFor(() => expect(titlesIn('US asks: Resolved')).toEqual(['Patents']));
});

/** A board, and a way to choose from a card's Move menu and see the order that this leaves. */
async function openToOrder() {
  const { user } = await openBoard();
  await waitFor(() => expect(titlesIn('US asks: Open')).toHaveLength(3));
  const open = async (title: string) =>
    user.click(screen.getByRole('button', { name: `Move ${title}` }));
  const choose = async (title: string, item: string, ...order: readonly string[]) => {
    await open(title);
    await user.click(await screen.findByRole('menuitem', { name: item }));
    await waitFor(() => expect(titlesIn('US asks: Open')).toEqual(order));
  };
  return { open, choose };
}

test('Up and Down lead past one card, and are offered where there is one', async () => {
  const { open, choose } = await openToOrder();
  await choose('Farm goods', 'Down', 'Patents', 'Farm goods', 'Data rules');
  await choose('Farm goods', 'Up', 'Farm goods', 'Patents', 'Data rules');
  await open('Farm goods');
  for (const name of ['To top', 'Up']) {
    const item = await screen.findByRole('menuitem', { name });
    expect(item).toHaveAttribute('aria-disabled', 'true');
  }
  for (const name of ['Down', 'To bottom']) {
    expect(screen.getByRole('menuitem', { name })).not.toHaveAttribute('aria-disabled', 'true');
  }
});

test('the ends of a column are one choice away, the place is said, and the focus stays on the card', async () => {
  const { choose } = await openToOrder();
  await choose('Farm goods', 'To bottom', 'Patents', 'Data rules', 'Farm goods');
  await choose('Data rules', 'To top', 'Data rules', 'Patents', 'Farm goods');
  expect(screen.getByText('Data rules moved within Open, position 1 of 3.')).toBeInTheDocument();
  await waitFor(() => expect(screen.getByRole('link', { name: 'Data rules' })).toHaveFocus());
});

test('moves are undone one after another, the latest first, until there is nothing to undo', async () => {
  const { user } = await openBoard();
  const move = async (title: string, status: string) => {
    await user.click(await screen.findByRole('button', { name: `Move ${title}` }));
    await user.click(await screen.findByRole('menuitemradio', { name: status }));
  };
  const open = (...titles: readonly string[]) =>
    waitFor(() => expect(titlesIn('US asks: Open')).toEqual(titles));
  await move('Patents', 'Resolved');
  await open('Farm goods', 'Data rules');
  await move('Farm goods', 'Under discussion');
  await open('Data rules');
  await user.keyboard('{Control>}z{/Control}');
  await open('Farm goods', 'Data rules');
  await user.keyboard('{Control>}z{/Control}');
  await open('Farm goods', 'Patents', 'Data rules');
  expect(headerButton('Undo')).toBeDisabled();
  await user.click(headerButton('Redo'));
  await open('Farm goods', 'Data rules');
});

test('the keys are listed behind “?”', async () => {
  const { user } = await openBoard();
  await user.keyboard('?');
  const keys = await screen.findByRole('dialog', { name: 'Keys' });
  expect(keys).toHaveTextContent('Open its Move menu');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(keys).not.toBeInTheDocument());
});

test('arrow keys walk the cards, M opens the menu, and letters typed into a field do nothing else', async () => {
  const { user } = await openBoard();
  const first = await screen.findByRole('link', { name: 'Farm goods' });
  first.focus();
  await user.keyboard('{ArrowDown}');
  expect(screen.getByRole('link', { name: 'Patents' })).toHaveFocus();
  await user.keyboard('m');
  expect(await screen.findByRole('menu', { name: 'Move Patents' })).toBeInTheDocument();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('menu')).not.toBeInTheDocument());
  screen.getByRole('searchbox').focus();
  await user.keyboard('n');
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

test('a collapsed lane keeps its counts, and is collapsed again after a reload', async () => {
  const { log } = frailLog(memoryLogStore());
  const keyValue = memoryKeyValue();
  const { user, leave } = await openBoard({ log, keyValue });
  await user.click(await screen.findByRole('button', { name: 'US asks', expanded: true }));
  const lane = screen.getByRole('region', { name: 'US asks' });
  expect(within(lane).queryByRole('list')).not.toBeInTheDocument();
  expect(lane).toHaveTextContent('3 issues');
  leave();
  await openBoard({ log, keyValue });
  expect(screen.getByRole('button', { name: 'US asks' })).toHaveAttribute('aria-expanded', 'false');
});

const shown = (text: string) => screen.findByRole('status', { name: text });

test('a filter narrows the board, counts what it hides, stands in the address, and clears', async () => {
  const { user, search } = await openBoard();
  await shown('4 issues');
  const country = screen.getByRole('group', { name: 'Country' });
  await user.click(within(country).getByRole('button', { name: 'United States' }));
  await shown('3 of 4 issues');
  expect(within(country).getByRole('button', { pressed: true })).toHaveTextContent('United States');
  expect(screen.getByRole('region', { name: 'India asks' })).toHaveTextContent('1 hidden');
  await user.type(screen.getByRole('searchbox', { name: 'Search issues' }), 'data');
  await shown('1 of 4 issues');
  expect(titlesIn('US asks: Open')).toEqual(['Data rules']);
  expect(search()).toBe('?country=US&q=data');

  await user.click(screen.getByRole('button', { name: 'Clear filters' }));
  await shown('4 issues');
  expect(screen.getByRole('searchbox')).toHaveValue('');
  expect(search()).toBe('');
});

test('words typed as fast as can be all arrive, in the box, the address and the board', async () => {
  const { search } = await openBoard();
  await shown('4 issues');
  const fast = userEvent.setup({ delay: null });
  await fast.type(screen.getByRole('searchbox'), 'rules data');
  expect(screen.getByRole('searchbox')).toHaveValue('rules data');
  await shown('1 of 4 issues');
  await waitFor(() => expect(search()).toBe('?q=rules+data'));
});

test('an address shows the view it was copied from, and passes over what it does not know', async () => {
  const address = '/d/us-india?country=US,XX1&q=patents&status=open&basis=stated&notes=maybe&x=1';
  await openBoard({ address });
  await shown('1 of 4 issues');
  expect(titlesIn('US asks: Open')).toEqual(['Patents']);
  expect(screen.getByRole('button', { name: 'Remove filter Status: Open' })).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Remove filter Basis: Stated' })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /^Remove filter Notes/ })).not.toBeInTheDocument();
});

test('a card moved to where the filters hide it is gone from view, said and undone from the toast', async () => {
  const { user, search } = await openBoard({ address: '/d/us-india?status=open' });
  await waitFor(() => expect(titlesIn('US asks: Open')).toHaveLength(3));
  await user.click(screen.getByRole('button', { name: 'Move Patents' }));
  await user.click(await screen.findByRole('menuitemradio', { name: 'Resolved' }));
  await screen.findAllByText('“Patents” is now in Resolved, where the filters hide it.');
  expect(titlesIn('US asks: Open')).toEqual(['Farm goods', 'Data rules']);
  const toast = within(screen.getByRole('region', { name: 'Notifications' }));
  await user.click(toast.getByRole('button', { name: 'Undo' }));
  await waitFor(() =>
    expect(titlesIn('US asks: Open')).toEqual(['Farm goods', 'Patents', 'Data rules']),
  );
  expect(search()).toBe('?status=open');
});

test('Tab in the Move menu closes it, and the focus is on its card', async () => {
  const { user, stores } = await openBoard();
  await user.click(await screen.findByRole('button', { name: 'Move Patents' }));
  await screen.findByRole('menu', { name: 'Move Patents' });
  await user.keyboard('{Tab}');
  await waitFor(() => expect(screen.queryByRole('menu')).not.toBeInTheDocument());
  expect(stores.screen.store.getState().menu).toBeNull();
  await waitFor(() => expect(screen.getByRole('link', { name: 'Patents' })).toHaveFocus());
});

test('a card moved to where the filters hide it leaves the focus to its neighbour among those shown', async () => {
  const { user } = await openBoard({ address: '/d/us-india?status=open&q=a' });
  await waitFor(() =>
    expect(titlesIn('US asks: Open')).toEqual(['Farm goods', 'Patents', 'Data rules']),
  );
  for (const [moved, next] of [
    ['Patents', 'Data rules'],
    ['Data rules', 'Farm goods'],
  ] as const) {
    await user.click(screen.getByRole('button', { name: `Move ${moved}` }));
    await user.click(await screen.findByRole('menuitemradio', { name: 'Resolved' }));
    await waitFor(() => expect(screen.getByRole('link', { name: next })).toHaveFocus());
  }
});

test('the Undo button keeps the focus while there is more to undo; the last time the card gets it', async () => {
  const { user } = await openBoard();
  for (const title of ['Patents', 'Farm goods']) {
    await user.click(await screen.findByRole('button', { name: `Move ${title}` }));
    await user.click(await screen.findByRole('menuitemradio', { name: 'Resolved' }));
  }
  const undo = screen.getByRole('button', { name: 'Undo' });
  undo.focus();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(titlesIn('US asks: Resolved')).toEqual(['Patents']));
  expect(undo).toHaveFocus();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(titlesIn('US asks: Resolved')).toEqual([]));
  await waitFor(() => expect(screen.getByRole('link', { name: 'Patents' })).toHaveFocus());
});
