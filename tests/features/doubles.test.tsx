/** One press is one thing, however long it takes: while a command is under way, the same one is not begun again. */
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { memoryLogStore } from '#src/storage/memory-log.ts';
import { openBoard } from '#tests/render-app.tsx';
import { frailLog, testServer } from '#tests/store/test-world.ts';

/** A page whose disk holds back every write until `release` is called. */
async function openSlowly(address?: string) {
  const { log, disk } = frailLog(memoryLogStore());
  const page = await openBoard({ log, server: testServer(), ...(address ? { address } : {}) });
  await screen.findByRole('status', { name: 'All changes saved' });
  const hold = () => {
    let release = () => {};
    disk.gate = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  };
  const own = () =>
    page.stores.session.store
      .getState()
      .undoStack.done.flat()
      .map(({ type }) => type);
  return { ...page, disk, hold, own };
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
  release();
  await waitFor(() => expect(box).toHaveValue(''));
  await screen.findByRole('status', { name: 'All changes saved' });
  expect(own()).toEqual(['annotation.added.v1']);
});

test('“Add” pressed twice is one issue', async () => {
  const { user, hold, own } = await openSlowly();
  await user.click(screen.getByRole('button', { name: 'Add issue' }));
  const dialog = await screen.findByRole('dialog', { name: 'Add issue' });
  await user.type(within(dialog).getByRole('textbox', { name: 'Title' }), 'Walnuts');
  await user.click(within(dialog).getByRole('radio', { name: 'India' }));
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
