/**
 * Keys that are not meant for the page: those an input method works with, wherever they are pressed, and those
 * that are still held down from before.
 */
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { memoryKeyValue } from '#src/storage/key-value.ts';
import { chooseFrom, openBoard, renderApp, titlesIn } from '#tests/render-app.tsx';

type Page = Awaited<ReturnType<typeof openBoard>>;

/** Chromium and Firefox say that it is composed; Safari says so too late, but by the code of the key. */
const composed = [{ isComposing: true }, { isComposing: false, keyCode: 229 }] as const;
const keys = [{ key: 'Enter' }, { key: 'Enter', ctrlKey: true }, { key: 'Escape' }] as const;

async function selectPatents({ user }: Page) {
  await waitFor(() => expect(titlesIn('US asks: Open')).toHaveLength(3));
  await user.click(screen.getByRole('checkbox', { name: 'Select Patents' }));
}

async function openPatents({ user }: Page) {
  await user.click(await screen.findByRole('link', { name: 'Patents' }));
  return within(await screen.findByRole('complementary', { name: 'Patents' }));
}

/** Where text is written, or a key closes something: how to get there, and what has the focus then. */
const places: readonly (readonly [name: string, get: (page: Page) => Promise<HTMLElement>])[] = [
  ['the search box', async () => screen.getByRole('searchbox')],
  [
    'Tag',
    async (page) => {
      await selectPatents(page);
      await page.user.click(await screen.findByRole('button', { name: 'Tag' }));
      return screen.findByRole('textbox', { name: 'Tags' });
    },
  ],
  [
    'Annotate',
    async (page) => {
      await selectPatents(page);
      await page.user.click(await screen.findByRole('button', { name: 'Annotate' }));
      return screen.findByRole('textbox', { name: 'Note' });
    },
  ],
  ['Add a note', async (page) => (await openPatents(page)).getByLabelText('Add a note')],
  ['Your name', async (page) => (await openPatents(page)).getByLabelText('Your name')],
  [
    'Edit this note',
    async (page) => {
      const panel = await openPatents(page);
      await page.user.type(panel.getByLabelText('Add a note'), 'First');
      await page.user.click(panel.getByRole('button', { name: 'Save note' }));
      await page.user.click(await panel.findByRole('button', { name: 'Edit note' }));
      return panel.findByLabelText('Edit this note');
    },
  ],
  [
    'Add issue',
    async ({ user }) => {
      await user.click(await screen.findByRole('button', { name: 'Add issue' }));
      return screen.findByLabelText('Title');
    },
  ],
  [
    'the Move menu',
    async ({ user }) => {
      await user.click(await screen.findByRole('button', { name: 'Move Patents' }));
      return screen.findByRole('menu');
    },
  ],
  [
    'the keys',
    async ({ user }) => {
      await chooseFrom(user, 'More', 'Keys');
      return screen.findByRole('button', { name: 'Close' });
    },
  ],
  [
    'a card beside the open issue',
    async (page) => {
      await openPatents(page);
      return screen.getByRole('link', { name: 'Farm goods' });
    },
  ],
];

test.each(places)(
  '%s: what an input method does with its keys is done to nothing else',
  async (name, get) => {
    const page = await openBoard();
    const place = await get(page);
    place.focus();
    if (place instanceof HTMLInputElement || place instanceof HTMLTextAreaElement) {
      fireEvent.change(place, { target: { value: '関税' } });
    }
    const eventsBefore = page.stores.session.store.getState().pending.length;
    for (const key of keys) {
      for (const how of composed) {
        fireEvent.keyDown(place, { ...key, ...how });
        await new Promise((resolve) => setTimeout(resolve, 20));
        expect([name, key, how, place.isConnected]).toEqual([name, key, how, true]);
        expect(place).toHaveFocus();
      }
    }
    expect(page.stores.session.store.getState().pending.length).toBe(eventsBefore);
    expect(page.stores.screen.store.getState().selection.size).toBe(
      ['Tag', 'Annotate'].includes(name) ? 1 : 0,
    );
    if (name.startsWith('a card')) expect(page.search()).toContain('issue=');
  },
);

test('a key held down does once what it does, and nothing in what it has opened', async () => {
  const { stores } = await openBoard();
  await waitFor(() => expect(titlesIn('US asks: Open')).toHaveLength(3));
  const card = screen.getByRole('link', { name: 'Farm goods' });
  card.focus();
  const hold = (target: HTMLElement, key: { key: string; code?: string; ctrlKey?: boolean }) => {
    fireEvent.keyDown(target, key);
    for (let more = 0; more < 4; more += 1) fireEvent.keyDown(target, { ...key, repeat: true });
  };
  hold(card, { key: 'x', code: 'KeyX' });
  expect(stores.screen.store.getState().selection.size).toBe(1);
  hold(card, { key: 'x', code: 'KeyX' });
  hold(card, { key: 'b', code: 'KeyB' });
  await waitFor(() => expect(titlesIn('US asks: Open').at(-1)).toBe('Farm goods'));
  fireEvent.keyDown(card, { key: 't', code: 'KeyT' });
  await waitFor(() => expect(titlesIn('US asks: Open')[0]).toBe('Farm goods'));
  const { undoStack: before } = stores.session.store.getState();
  hold(document.body, { key: 'z', code: 'KeyZ', ctrlKey: true });
  await waitFor(() => expect(titlesIn('US asks: Open').at(-1)).toBe('Farm goods'));
  // What waits its turn has had it.
  await stores.session.record(() => []);
  const { undoStack } = stores.session.store.getState();
  expect(undoStack.next).toBe(before.last);
  expect(undoStack.last).not.toBeNull();
  fireEvent.keyDown(document.body, { key: 'n', code: 'KeyN' });
  const title = await screen.findByLabelText('Title');
  await waitFor(() => expect(title).toHaveFocus());
  expect(fireEvent.keyDown(title, { key: 'n', code: 'KeyN', repeat: true })).toBe(false);
  expect(fireEvent.keyDown(title, { key: 'n', code: 'KeyN' })).toBe(true);
  // In the field where it was pressed a held letter is typed on, and Enter is still pressed once.
  expect(fireEvent.keyDown(title, { key: 'n', code: 'KeyN', repeat: true })).toBe(true);
  expect(fireEvent.keyDown(title, { key: 'Enter' })).toBe(true);
  expect(fireEvent.keyDown(title, { key: 'Enter', repeat: true })).toBe(false);
  const summary = screen.getByLabelText('Summary');
  summary.focus();
  fireEvent.keyDown(summary, { key: 'Enter' });
  expect(fireEvent.keyDown(summary, { key: 'Enter', repeat: true })).toBe(true);
});

test('arrows walk on as long as they are held', async () => {
  await openBoard();
  await waitFor(() => expect(titlesIn('US asks: Open')).toHaveLength(3));
  const [first, second, third] = within(
    screen.getByRole('list', { name: 'US asks: Open' }),
  ).getAllByRole('link');
  first?.focus();
  fireEvent.keyDown(first ?? document.body, { key: 'ArrowDown' });
  expect(second).toHaveFocus();
  fireEvent.keyDown(second ?? document.body, { key: 'ArrowDown', repeat: true });
  expect(third).toHaveFocus();
});

test.each(['/d/us-india', '/d/us-india/table'])(
  'at %s, Ctrl+A under CapsLock selects all that is shown, and X one',
  async (address) => {
    const { stores } = renderApp({ address });
    const link = await screen.findByRole('link', { name: 'Farm goods' });
    link.focus();
    expect(fireEvent.keyDown(link, { key: 'A', code: 'KeyA', ctrlKey: true })).toBe(false);
    const { store } = stores.screen;
    expect(store.getState().selection.size).toBeGreaterThan(2);
    expect(fireEvent.keyDown(link, { key: 'A', code: 'KeyA', ctrlKey: true, repeat: true })).toBe(
      false,
    );
    fireEvent.keyDown(link, { key: 'ч', code: 'KeyX' });
    const after = store.getState().selection;
    expect(after.has('issue:farm')).toBe(false);
    expect(after.size).toBeGreaterThan(1);
  },
);

test('the browser’s own undo takes back what was typed in the field that has the focus, and in no other', async () => {
  const { user } = await openBoard({ address: '/d/us-india?issue=ip' });
  const name = await screen.findByRole('textbox', { name: 'Your name' });
  await user.type(name, 'Ada');
  const search = screen.getByRole('searchbox');
  search.focus();
  // Chromium sends it to the field that was typed in last.
  const takeBack = (target: Element) =>
    fireEvent(
      target,
      new InputEvent('beforeinput', { inputType: 'historyUndo', bubbles: true, cancelable: true }),
    );
  expect(takeBack(name)).toBe(false);
  expect(takeBack(search)).toBe(true);
});

test('keys of one character can be switched off for the page, and stay so; those with Ctrl, and those of a card, act', async () => {
  const keyValue = memoryKeyValue();
  const page = await openBoard({ keyValue });
  const { user } = page;
  await chooseFrom(user, 'More', 'Keys');
  await user.click(await screen.findByRole('checkbox', { name: /^Keys of one character/ }));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  page.leave();

  const { user: later } = await openBoard({ keyValue });
  await later.keyboard('n?/');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(screen.getByRole('searchbox')).not.toHaveFocus();
  screen.getByRole('link', { name: 'Patents' }).focus();
  await later.keyboard('x');
  await waitFor(() =>
    expect(screen.getByRole('checkbox', { name: 'Select Patents' })).toBeChecked(),
  );
  await later.keyboard('m');
  expect(await screen.findByRole('menu')).toBeInTheDocument();
  await later.keyboard('{Escape}');
  await chooseFrom(later, 'More', 'Keys');
  await later.click(await screen.findByRole('checkbox', { name: /^Keys of one character/ }));
  await later.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await later.keyboard('n');
  expect(await screen.findByRole('dialog', { name: 'Add issue' })).toBeInTheDocument();
});
