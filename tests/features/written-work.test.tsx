/**
 * What is typed and not saved yet: it survives Escape, ×, a reload, and the loss of what it was written about; and
 * the page says where it is.
 */
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { IssueId } from '#src/domain/ids.ts';
import { memoryKeyValue } from '#src/storage/key-value.ts';
import { memoryLogStore } from '#src/storage/memory-log.ts';
import { openBoard } from '#tests/render-app.tsx';
import { frailLog, openDevice, testServer } from '#tests/store/test-world.ts';

const patents: IssueId = 'issue:ip';
const panelOf = (name: string) => screen.findByRole('complementary', { name });

/** Another tab of this browser: a session on the same log. */
async function openBoardBesideAnotherTab(address: string) {
  const store = memoryLogStore();
  const server = testServer();
  const page = await openBoard({ address, server, log: frailLog(store).log });
  await screen.findByRole('status', { name: 'All changes saved' });
  const other = await openDevice(server, { store });
  return { ...page, other };
}

async function select(user: Awaited<ReturnType<typeof openBoard>>['user'], titles: string[]) {
  for (const title of titles) {
    (await screen.findByRole('link', { name: title })).focus();
    await user.keyboard('x');
  }
}

test.each([
  ['Tag', 'Escape'],
  ['Tag', 'Close'],
  ['Annotate', 'Escape'],
  ['Annotate', 'Close'],
])(
  'what was typed under “%s” for several issues is kept through %s, and the page says so',
  async (verb, way) => {
    const { user } = await openBoard();
    await select(user, ['Farm goods', 'Patents']);
    const open = async () => {
      const bar = await screen.findByRole('region', { name: 'Selected issues' });
      await user.click(within(bar).getByRole('button', { name: verb }));
      return screen.findByRole('dialog', { name: `${verb} 2 issues` });
    };
    const dialog = await open();
    await user.type(within(dialog).getByRole('textbox'), 'urgent');
    if (way === 'Escape') await user.keyboard('{Escape}');
    else await user.click(within(dialog).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    const said = await screen.findAllByText(`What you typed is kept: “${verb}” brings it back.`);
    expect(said.length).toBeGreaterThan(0);
    const again = await open();
    expect(within(again).getByRole('textbox')).toHaveValue('urgent');
    expect(again).toHaveTextContent('Your unsaved text is back.');
    await user.click(within(again).getByRole('button', { name: 'Cancel' }));
    expect(within(await open()).getByRole('textbox')).toHaveValue('');
  },
);

test('a note deleted in another tab leaves the open editor, its text and the focus, and says what happened', async () => {
  const { user, stores, other } = await openBoardBesideAnotherTab('/d/us-india?issue=ip');
  const panel = await panelOf('Patents');
  await user.type(within(panel).getByRole('textbox', { name: 'Add a note' }), 'First');
  await user.click(within(panel).getByRole('button', { name: 'Save note' }));
  const note = await within(panel).findByRole('article', { name: /^Note by You/ });
  await user.click(within(note).getByRole('button', { name: 'Edit note' }));
  const editor = within(note).getByRole('textbox', { name: 'Edit this note' });
  await user.type(editor, ' and second');
  const id = stores.session.store.getState().folded.board.issues.get(patents)?.annotations[0]?.id;
  if (!id) throw new RangeError('There is a note');
  await other.session.record(() => [
    { type: 'annotation.removed.v1', subject: patents, payload: { annotation: id } },
  ]);
  await screen.findByText('This note was deleted in the meantime. Your text is kept.');
  expect(editor).toBeInTheDocument();
  expect(editor).toHaveFocus();
  expect(editor).toHaveValue('First and second');
  await user.click(within(panel).getByRole('button', { name: 'Add as a new note' }));
  await waitFor(() => expect(editor).not.toBeInTheDocument());
  const [added] = within(panel).getAllByRole('article');
  expect(added).toHaveTextContent('First and second');
  const { annotations } = stores.session.store.getState().folded.board.issues.get(patents) ?? {};
  expect(annotations).toHaveLength(1);
});

test('an issue removed or never added after all, while it is edited, leaves the dialog and its text', async () => {
  const { user, stores, other } = await openBoardBesideAnotherTab('/d/us-india?issue=ip');
  await user.click(within(await panelOf('Patents')).getByRole('button', { name: 'Edit issue' }));
  const dialog = await screen.findByRole('dialog', { name: 'Edit issue' });
  await user.type(within(dialog).getByRole('textbox', { name: 'Title' }), ' and marks');
  await other.session.record(() => [{ type: 'issue.removed.v1', subject: patents, payload: {} }]);
  await within(dialog).findByText(/This issue was removed in the meantime. Your text is kept./);
  expect(within(dialog).getByRole('textbox', { name: 'Title' })).toHaveValue('Patents and marks');
  await user.click(within(dialog).getByRole('button', { name: 'Add as a new issue' }));
  await waitFor(() => expect(dialog).not.toBeInTheDocument());
  const titles = [...stores.session.store.getState().folded.board.issues.values()].map(
    ({ title }) => title,
  );
  expect(titles).toContain('Patents and marks');
  expect(titles).toContain('Patents');
});

test('a name being typed survives a reload, and is not taken for the one notes are signed with', async () => {
  const keyValue = memoryKeyValue();
  const { log } = frailLog(memoryLogStore());
  const { user, leave } = await openBoard({ address: '/d/us-india?issue=ip', log, keyValue });
  const box = () => screen.findByRole('textbox', { name: 'Your name' });
  fireEvent.change(await box(), { target: { value: 'Asha R' } });
  leave();
  const again = await openBoard({ address: '/d/us-india?issue=ip', log, keyValue });
  expect(await box()).toHaveValue('Asha R');
  expect(await box()).toHaveAccessibleDescription('Not saved yet: Enter saves it.');
  await again.user.click(await box());
  await again.user.keyboard('ao{Enter}');
  await waitFor(() =>
    expect(again.stores.session.store.getState().folded.board.actors.get('actor:me')?.name).toBe(
      'Asha Rao',
    ),
  );
  expect(await box()).not.toHaveAccessibleDescription();
  void user;
});
