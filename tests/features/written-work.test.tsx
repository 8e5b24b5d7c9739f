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
  const { leave } = await openBoard({ address: '/d/us-india?issue=ip', log, keyValue });
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
});

test('a text for a note that was deleted while the page was away is in the note’s place when it is back', async () => {
  const keyValue = memoryKeyValue();
  const store = memoryLogStore();
  const server = testServer();
  const options = { address: '/d/us-india?issue=ip', server, keyValue };
  const { user, leave, stores } = await openBoard({ ...options, log: frailLog(store).log });
  const panel = await panelOf('Patents');
  await user.type(within(panel).getByRole('textbox', { name: 'Add a note' }), 'First');
  await user.click(within(panel).getByRole('button', { name: 'Save note' }));
  await user.click(await within(panel).findByRole('button', { name: 'Edit note' }));
  await user.type(within(panel).getByRole('textbox', { name: 'Edit this note' }), ' and second');
  await user.keyboard('{Escape}');
  const said = await screen.findAllByText('What you typed is kept: “Edit note” brings it back.');
  expect(said.length).toBeGreaterThan(0);
  const [note] =
    stores.session.store.getState().folded.board.issues.get(patents)?.annotations ?? [];
  leave();
  const other = await openDevice(server, { store });
  await other.session.record(
    () =>
      [
        {
          type: 'annotation.removed.v1',
          subject: patents,
          payload: { annotation: note?.id ?? fail() },
        },
      ] as const,
  );
  await openBoard({ ...options, log: frailLog(store).log });
  const lost = await screen.findByRole('article', { name: 'A deleted note' });
  expect(within(lost).getByRole('textbox')).toHaveValue('First and second');
  expect(lost).toHaveTextContent('This note was deleted in the meantime. Your text is kept.');
});

test('when the issue itself goes, its texts are in the place of its panel; elsewhere a notice leads to them', async () => {
  const { user, stores, other, copied } = await openBoardBesideAnotherTab('/d/us-india');
  const added = await other.session.record(({ board }) => [
    {
      type: 'issue.added.v1',
      subject: 'issue:nuts',
      payload: { ...(board.issues.get(patents) ?? fail()), title: 'Walnuts', evidence: [] },
    },
  ]);
  await user.click(await screen.findByRole('link', { name: 'Walnuts' }));
  const panel = await panelOf('Walnuts');
  await user.type(within(panel).getByRole('textbox', { name: 'Add a note' }), 'Half a thou');
  const [first] = added;
  await other.session.takeBack([first ?? fail()]);
  const place = await panelOf('Issue not found');
  const lost = await within(place).findByRole('region', { name: 'A note on “Walnuts”' });
  expect(within(lost).getByRole('textbox')).toHaveValue('Half a thou');
  expect(lost).toHaveTextContent('The issue is not in the dossier any more. Your text is kept.');
  expect(screen.queryByRole('button', { name: 'Show' })).not.toBeInTheDocument();
  await user.click(within(lost).getByRole('button', { name: 'Copy' }));
  expect(copied).toEqual(['Half a thou']);
  await user.click(within(place).getByRole('button', { name: 'Close' }));
  await user.click(await screen.findByRole('button', { name: 'Show' }));
  const dialog = await screen.findByRole('dialog', { name: 'Unsaved texts' });
  await user.click(within(dialog).getByRole('button', { name: 'Discard' }));
  expect(dialog).toHaveTextContent('No text is left here.');
  expect(stores.drafts.store.getState().texts.size).toBe(0);
});

test('a text that was recorded just before its page was gone does not come back', async () => {
  const keyValue = memoryKeyValue();
  const { log } = frailLog(memoryLogStore());
  const { user, leave } = await openBoard({ address: '/d/us-india?issue=ip', log, keyValue });
  const box = () => screen.findByRole('textbox', { name: 'Add a note' });
  await user.type(await box(), 'Saved at the last moment');
  const before = keyValue.keys('parley.draft').map((key) => [key, keyValue.get(key)] as const);
  expect(before).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: 'Save note' }));
  await screen.findByRole('article', { name: /^Note by You/ });
  leave();
  // As a crash leaves it that comes after the record and before the text is cleared away.
  for (const [key, value] of before) keyValue.set(key, value);
  await openBoard({ address: '/d/us-india?issue=ip', log, keyValue });
  await waitFor(() => expect(keyValue.keys('parley.draft')).toEqual([]));
  expect(await box()).toHaveValue('');
});

test('leaving an issue with a note half written says that it is kept, and only then', async () => {
  const { user } = await openBoard({ address: '/d/us-india?issue=ip' });
  const said = () => screen.queryAllByText('What you typed is kept: “Add a note” brings it back.');
  const go = async (title: string) => {
    await user.click(screen.getByRole('link', { name: title }));
    return panelOf(title);
  };
  const panel = await panelOf('Patents');
  await go('Farm goods');
  expect(said()).toHaveLength(0);
  await go('Patents');
  await user.type(within(panel).getByRole('textbox', { name: 'Add a note' }), 'Half a thou');
  await go('Farm goods');
  expect(said().length).toBeGreaterThan(0);
});

test('what “Cancel” gives up can be had back', async () => {
  const { user } = await openBoard();
  await user.click(screen.getByRole('button', { name: 'Add issue' }));
  const dialog = await screen.findByRole('dialog', { name: 'Add issue' });
  await user.type(within(dialog).getByRole('textbox', { name: 'Title' }), 'Walnuts');
  await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
  const toast = (await screen.findAllByText('Discarded what you typed')).at(-1);
  const undo = toast?.closest('[role="dialog"]')?.querySelector('button');
  await user.click(undo ?? fail());
  await screen.findAllByText('What you typed is kept: “Add issue” brings it back.');
  await user.click(screen.getByRole('button', { name: 'Add issue' }));
  expect(await screen.findByRole('textbox', { name: 'Title' })).toHaveValue('Walnuts');
});

function fail(): never {
  throw new RangeError('It is there');
}
