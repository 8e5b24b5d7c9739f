/** One press is one thing, however long it takes: while a command is under way, the same one is not begun again. */
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { everyEvent } from '#src/domain/log.ts';
import { memoryLogStore } from '#src/storage/memory-log.ts';
import { openBoard } from '#tests/render-app.tsx';
import { frailLog, testServer } from '#tests/store/test-world.ts';

/** A page where nothing is recorded from `hold` until what it returns is called, as while a long log is read. */
async function openSlowly(address?: string) {
  const { log } = frailLog(memoryLogStore());
  const page = await openBoard({ log, server: testServer(), ...(address ? { address } : {}) });
  await screen.findByRole('status', { name: 'All changes saved' });
  const { session } = page.stores;
  const hold = () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const record = session.record.bind(session);
    Object.assign(session, {
      record: (...args: Parameters<typeof record>) => held.then(() => record(...args)),
    });
    return release;
  };
  const own = () =>
    [...everyEvent(session.store.getState().folded.log)]
      .filter(({ actor }) => actor === 'actor:me')
      .map(({ type }) => type);
  return { ...page, hold, own };
}

test('“Save note” pressed twice, and by key, is one note', async () => {
  const { user, hold, own } = await openSlowly('/d/us-india?issue=ip');
  const panel = await screen.findByRole('complementary', { name: 'Patents' });
  const box = within(panel).getByRole('textbox', { name: 'Add a note' });
  await user.type(box, 'Once');
  const release = hold();
  const save = within(panel).getByRole('button', { name: 'Save note' });
  fireEvent.click(save);
  fireEvent.click(save);
  fireEvent.keyDown(box, { key: 'Enter', ctrlKey: true });
  await waitFor(() => expect(save).toHaveAttribute('aria-disabled', 'true'));
  await user.type(box, ' and more');
  release();
  await waitFor(() => expect(box).toHaveValue('and more'));
  expect(save).not.toHaveAttribute('aria-disabled');
  await screen.findByRole('status', { name: 'All changes saved' });
  expect(own()).toEqual(['annotation.added.v1']);
});

test('“Add” pressed twice is one issue', async () => {
  const { user, hold, own } = await openSlowly();
  await user.click(screen.getByRole('button', { name: 'Add issue' }));
  const dialog = await screen.findByRole('dialog', { name: 'Add issue' });
  await user.type(within(dialog).getByRole('textbox', { name: 'Title' }), 'Walnuts');
  await user.click(within(dialog).getByRole('radio', { name: 'India' }));
  await user.selectOptions(within(dialog).getByRole('combobox', { name: 'Category' }), 'SPS');
  const release = hold();
  const add = within(dialog).getByRole('button', { name: 'Add' });
  fireEvent.click(add);
  fireEvent.click(add);
  release();
  await waitFor(() => expect(dialog).not.toBeInTheDocument());
  await screen.findByRole('status', { name: 'All changes saved' });
  expect(own()).toEqual(['issue.added.v1']);
});

test('“Annotate” pressed twice for several issues is one note on each', async () => {
  const { user, hold, own } = await openSlowly();
  for (const title of ['Farm goods', 'Patents']) {
    (await screen.findByRole('link', { name: title })).focus();
    await user.keyboard('x');
  }
  const bar = await screen.findByRole('region', { name: 'Selected issues' });
  await user.click(within(bar).getByRole('button', { name: 'Annotate' }));
  const dialog = await screen.findByRole('dialog', { name: 'Annotate 2 issues' });
  await user.type(within(dialog).getByRole('textbox'), 'Once');
  const release = hold();
  const annotate = within(dialog).getByRole('button', { name: 'Annotate' });
  fireEvent.click(annotate);
  fireEvent.click(annotate);
  release();
  await waitFor(() => expect(dialog).not.toBeInTheDocument());
  await screen.findByRole('status', { name: 'All changes saved' });
  expect(own()).toEqual(['annotation.added.v1', 'annotation.added.v1']);
});

test('what could not be done leaves the text, and the button free', async () => {
  const { user, stores } = await openSlowly('/d/us-india?issue=ip');
  const panel = await screen.findByRole('complementary', { name: 'Patents' });
  const box = within(panel).getByRole('textbox', { name: 'Add a note' });
  await user.type(box, 'Once');
  Object.assign(stores.session, { record: () => Promise.reject(new Error('Not now.')) });
  const save = within(panel).getByRole('button', { name: 'Save note' });
  await user.click(save);
  await screen.findAllByText(/was not done, and nothing was changed. Not now\./);
  expect(box).toHaveValue('Once');
  expect(save).not.toHaveAttribute('aria-disabled');
});

test('a form that is left and opened again while it is sent is busy still', async () => {
  const { user, hold, own } = await openSlowly();
  const open = async () => {
    await user.click(screen.getByRole('button', { name: 'Add issue' }));
    return screen.findByRole('dialog', { name: 'Add issue' });
  };
  const dialog = await open();
  await user.type(within(dialog).getByRole('textbox', { name: 'Title' }), 'Walnuts');
  await user.click(within(dialog).getByRole('radio', { name: 'India' }));
  await user.selectOptions(within(dialog).getByRole('combobox', { name: 'Category' }), 'SPS');
  const release = hold();
  fireEvent.click(within(dialog).getByRole('button', { name: 'Add' }));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(dialog).not.toBeInTheDocument());
  const again = await open();
  const add = within(again).getByRole('button', { name: 'Add' });
  expect(add).toHaveAttribute('aria-disabled', 'true');
  fireEvent.click(add);
  release();
  await waitFor(() => expect(add).not.toHaveAttribute('aria-disabled'));
  expect(own()).toEqual(['issue.added.v1']);
  expect(within(again).getByRole('textbox', { name: 'Title' })).toHaveValue('');
});

test('what is through late leaves the reader in the view they have gone to meanwhile', async () => {
  const { user, hold, own, path, search } = await openSlowly('/d/us-india?issue=ip');
  const panel = await screen.findByRole('complementary', { name: 'Patents' });
  const release = hold();
  await user.click(within(panel).getByRole('button', { name: 'Remove issue' }));
  const views = within(screen.getByRole('navigation', { name: 'Views' }));
  await user.click(views.getByRole('link', { name: 'Table' }));
  await screen.findByRole('table', { name: 'Issues' });
  release();
  await waitFor(() => expect(search()).toBe(''));
  expect(path()).toBe('/d/us-india/table');
  expect(own()).toEqual(['issue.removed.v1']);
});

test('Enter held down is pressed once, and goes on making lines in a text', async () => {
  const { user, own } = await openSlowly('/d/us-india?issue=ip');
  const panel = await screen.findByRole('complementary', { name: 'Patents' });
  const box = within(panel).getByRole('textbox', { name: 'Add a note' });
  await user.type(box, 'Once');
  const held = { key: 'Enter', repeat: true, bubbles: true, cancelable: true };
  fireEvent.keyDown(box, { key: 'Enter', ctrlKey: true });
  await waitFor(() => expect(box).toHaveValue(''));
  expect(fireEvent.keyDown(box, { ...held, ctrlKey: true })).toBe(false);
  expect(fireEvent.keyDown(screen.getByRole('button', { name: 'Undo' }), held)).toBe(false);
  expect(fireEvent.keyDown(box, held)).toBe(true);
  expect(box).toBeValid();
  expect(own()).toEqual(['annotation.added.v1']);
});
