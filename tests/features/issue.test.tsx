/**
 * One issue: its panel, its notes, and the dialog that adds and edits it.
 */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { seedEvents } from '#mocks/seed/seed-events.ts';
import { usIndia } from '#mocks/seed/us-india.ts';
import { memoryKeyValue } from '#src/storage/key-value.ts';
import { memoryLogStore } from '#src/storage/memory-log.ts';
import { on, recorder } from '#tests/builders.ts';
import { chooseFrom, headerButton, openBoard, titlesIn } from '#tests/render-app.tsx';
import { frailLog, smallSeed, testServer } from '#tests/store/test-world.ts';

const panelOf = (name: string) => screen.findByRole('complementary', { name });

test('a card opens its panel, which shows evidence with its source and the history in plain words', async () => {
  const { user, search } = await openBoard({ server: testServer(seedEvents(usIndia)) });
  await user.click(await screen.findByRole('link', { name: 'Restoration of GSP status' }));
  const panel = await panelOf('Restoration of GSP status');
  expect(search()).toBe('?issue=gsp-restoration');
  const evidence = within(panel).getByRole('region', { name: 'Evidence' });
  const [figure] = within(evidence).getAllByRole('figure');
  expect(figure).toHaveTextContent(
    'India wants its place in the Generalized System of Preferences',
  );
  expect(figure).toHaveTextContent('5 November 2025');
  const history = within(panel).getByRole('region', { name: 'History' });
  const entries = within(history).getAllByRole('listitem');
  const moved = entries.find((entry) => entry.textContent?.includes('moved'));
  expect(moved).toHaveTextContent('moved from Open to Under discussion');
  expect(moved).toHaveTextContent('5 Nov 2025 · by Parley dossier');
  await user.click(within(panel).getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(panel).not.toBeInTheDocument());
  const link = screen.getByRole('link', { name: 'Restoration of GSP status' });
  await waitFor(() => expect(link).toHaveFocus());
  expect(search()).toBe('');
});

test('a note is written, signed, changed, deleted and brought back', async () => {
  const { user } = await openBoard({ address: '/d/us-india?issue=ip' });
  const panel = await panelOf('Patents');
  const box = within(panel).getByRole('textbox', { name: 'Add a note' });
  await user.click(within(panel).getByRole('button', { name: 'Save note' }));
  expect(box).toHaveAccessibleDescription('Write something first.');
  await user.type(box, 'See https://ustr.gov <img src=x onerror=alert(1)>');
  await user.click(within(panel).getByRole('button', { name: 'Save note' }));
  const note = await within(panel).findByRole('article', { name: 'Note by You, 5 Nov 2025' });
  expect(within(note).getByRole('link')).toHaveAttribute('rel', 'noopener noreferrer');
  expect(note.querySelector('img')).toBeNull();
  expect(box).toHaveValue('');

  const name = within(panel).getByRole('textbox', { name: 'Your name' });
  await user.clear(name);
  await user.type(name, 'Asha Rao{Enter}');
  await within(panel).findByRole('article', { name: /^Note by Asha Rao/ });
  await user.click(within(panel).getByRole('button', { name: 'Edit note' }));
  const editor = within(panel).getByRole('textbox', { name: 'Edit this note' });
  expect(editor).toHaveFocus();
  await user.clear(editor);
  await user.type(editor, 'Better');
  await user.click(within(note).getByRole('button', { name: 'Save note' }));
  await waitFor(() => expect(note).toHaveTextContent('Better'));
  expect(note).toHaveTextContent('edited 5 Nov 2025 by Asha Rao');
  const card = screen.getByRole('article', { name: 'Patents' });
  expect(card).toHaveTextContent('1 note');

  await user.click(within(panel).getByRole('button', { name: 'Delete note' }));
  await waitFor(() => expect(note).not.toBeInTheDocument());
  expect(card).not.toHaveTextContent('1 note');
  await user.click(headerButton('Undo'));
  expect(await within(panel).findByText('Better')).toBeInTheDocument();
});

test('a note that somebody else wrote says so, beside who recorded it', async () => {
  const payload = { text: 'Raised in round 2', author: 'Second analyst' };
  const notes = recorder('actor:seed', { start: on('2025-11-02') }).record({
    type: 'annotation.added.v1',
    subject: 'issue:ip',
    payload,
  });
  const server = testServer([...smallSeed(), ...notes]);
  await openBoard({ address: '/d/us-india?issue=ip', server });
  const panel = await panelOf('Patents');
  const note = await within(panel).findByRole('article', { name: /^Note by Second analyst, / });
  expect(note).toHaveTextContent(/^Second analyst, recorded by [^·]+ · 2 Nov 2025/);
});

test('the name that notes are signed with is there after a reload, and so is the note', async () => {
  const { log } = frailLog(memoryLogStore());
  const { user, leave } = await openBoard({ address: '/d/us-india?issue=ip', log });
  const panel = await panelOf('Patents');
  expect(within(panel).getByRole('textbox', { name: 'Your name' })).toHaveValue('You');
  await user.type(within(panel).getByRole('textbox', { name: 'Add a note' }), 'By whom?');
  await user.click(within(panel).getByRole('button', { name: 'Save note' }));
  await within(panel).findByRole('article', { name: /^Note by You/ });
  const name = within(panel).getByRole('textbox', { name: 'Your name' });
  await user.clear(name);
  await user.type(name, 'Asha Rao{Enter}');
  await within(panel).findByRole('article', { name: /^Note by Asha Rao/ });
  await screen.findByRole('status', { name: 'All changes saved' });
  leave();
  await openBoard({ address: '/d/us-india?issue=ip', log });
  const again = within(await panelOf('Patents'));
  expect(await again.findByRole('article', { name: /^Note by Asha Rao/ })).toHaveTextContent(
    'By whom?',
  );
  expect(again.getByRole('textbox', { name: 'Your name' })).toHaveValue('Asha Rao');
});

test('a note being written survives a reload, and stays with its own issue', async () => {
  const keyValue = memoryKeyValue();
  const { log } = frailLog(memoryLogStore());
  const { user, leave } = await openBoard({ address: '/d/us-india?issue=ip', log, keyValue });
  const box = () => screen.findByRole('textbox', { name: 'Add a note' });
  await user.type(await box(), 'Half a thou');
  leave();
  const again = await openBoard({ address: '/d/us-india?issue=ip', log, keyValue });
  expect(await box()).toHaveValue('Half a thou');
  await again.user.click(screen.getByRole('link', { name: 'Farm goods' }));
  await panelOf('Farm goods');
  expect(await box()).toHaveValue('');
});

test('a removed issue leaves the board, can be looked at, and is restored from its panel or the list', async () => {
  const { user } = await openBoard({ address: '/d/us-india?issue=ip' });
  await user.click(within(await panelOf('Patents')).getByRole('button', { name: 'Remove issue' }));
  await waitFor(() => expect(titlesIn('US asks: Open')).toEqual(['Farm goods', 'Data rules']));
  expect(screen.queryByRole('complementary')).not.toBeInTheDocument();
  await chooseFrom(user, 'More', /^Removed issues/);
  const dialog = await screen.findByRole('dialog', { name: 'Removed issues' });
  await user.click(within(dialog).getByRole('button', { name: 'Restore Patents' }));
  await waitFor(() =>
    expect(titlesIn('US asks: Open')).toEqual(['Farm goods', 'Patents', 'Data rules']),
  );
});

test('removing asks nothing: a toast names the issue and brings it back', async () => {
  const { user } = await openBoard({ address: '/d/us-india?issue=ip' });
  await user.click(within(await panelOf('Patents')).getByRole('button', { name: 'Remove issue' }));
  await screen.findByRole('status', { name: '3 issues' });
  const toast = await screen.findByRole('dialog', { name: /^Removed “Patents”/ });
  await user.click(within(toast).getByRole('button', { name: 'Undo' }));
  await screen.findByRole('status', { name: '4 issues' });
  expect(titlesIn('US asks: Open')).toEqual(['Farm goods', 'Patents', 'Data rules']);
});

test('undoing what added the open issue closes it', async () => {
  const { user, search } = await openBoard();
  await user.keyboard('n');
  const dialog = await screen.findByRole('dialog', { name: 'Add issue' });
  await user.type(within(dialog).getByRole('textbox', { name: 'Title' }), 'Almond tariffs');
  await user.click(within(dialog).getByRole('radio', { name: /United States/ }));
  await user.selectOptions(within(dialog).getByRole('combobox', { name: 'Category' }), 'SPS');
  await user.click(within(dialog).getByRole('button', { name: 'Add' }));
  await user.click(await screen.findByRole('link', { name: 'Almond tariffs' }));
  const panel = await panelOf('Almond tariffs');
  await user.keyboard('{Control>}z{/Control}');
  await waitFor(() => expect(panel).not.toBeInTheDocument());
  expect(screen.queryByRole('article', { name: 'Almond tariffs' })).not.toBeInTheDocument();
  expect(search()).toBe('');
});

test('an address that names no issue says so beside the board, and closes', async () => {
  const { user, search } = await openBoard({ address: '/d/us-india?issue=no-such-issue' });
  const panel = await panelOf('Issue not found');
  expect(panel).toHaveTextContent('There is no such issue in this dossier');
  await screen.findByRole('status', { name: '4 issues' });
  await user.click(within(panel).getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(panel).not.toBeInTheDocument());
  expect(search()).toBe('');
});

test('the dialog says beside each field what is wrong, and takes it back as it is mended', async () => {
  const { user } = await openBoard();
  await user.click(await screen.findByRole('button', { name: 'Add issue' }));
  const dialog = await screen.findByRole('dialog', { name: 'Add issue' });
  await user.click(within(dialog).getByRole('button', { name: 'Add' }));
  const title = within(dialog).getByRole('textbox', { name: 'Title' });
  expect(title).toBeInvalid();
  expect(title).toHaveAccessibleDescription('Give the issue a title.');
  const asker = within(dialog).getByRole('radiogroup', { name: 'Asked by' });
  expect(asker).toHaveAccessibleDescription('Say who asks for it.');
  await waitFor(() => expect(title).toHaveFocus());

  await user.type(title, 'Walnuts');
  expect(title).toBeValid();
  expect(asker).toHaveAccessibleDescription('Say who asks for it.');
  await user.click(within(asker).getByRole('radio', { name: 'India' }));
  const category = within(dialog).getByRole('combobox', { name: 'Category' });
  expect(category).toHaveAccessibleDescription('Choose one of these.');
  await user.selectOptions(category, 'SPS');
  await user.selectOptions(within(dialog).getByRole('combobox', { name: 'Status' }), 'Resolved');
  await user.type(within(dialog).getByRole('textbox', { name: 'Tags' }), 'nuts, duties');
  await user.click(within(dialog).getByRole('button', { name: 'Add' }));
  await waitFor(() => expect(dialog).not.toBeInTheDocument());
  await waitFor(() => expect(titlesIn('India asks: Resolved')).toEqual(['Walnuts']));
  await waitFor(() => expect(screen.getByRole('link', { name: 'Walnuts' })).toHaveFocus());
});

test('an issue is edited in one step, which one undo takes back whole', async () => {
  const { user } = await openBoard({ address: '/d/us-india?issue=ip' });
  const panel = await screen.findByRole('complementary', { name: 'Patents' });
  await user.click(within(panel).getByRole('button', { name: 'Edit issue' }));
  const dialog = await screen.findByRole('dialog', { name: 'Edit issue' });
  const title = within(dialog).getByRole('textbox', { name: 'Title' });
  expect(title).toHaveValue('Patents');
  await user.clear(title);
  await user.type(title, 'Trade marks');
  await user.click(within(dialog).getByRole('radio', { name: 'India' }));
  await user.selectOptions(within(dialog).getByRole('combobox', { name: 'Status' }), 'Resolved');
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(titlesIn('India asks: Resolved')).toEqual(['Trade marks']));
  expect(panel).toHaveAccessibleName('Trade marks');
  await user.click(headerButton('Undo'));
  await waitFor(() =>
    expect(titlesIn('US asks: Open')).toEqual(['Farm goods', 'Patents', 'Data rules']),
  );
});

test('a form opened from the panel gives the focus back there when it is saved', async () => {
  const { user } = await openBoard({ address: '/d/us-india?issue=ip' });
  const edit = within(await panelOf('Patents')).getByRole('button', { name: 'Edit issue' });
  await user.click(edit);
  const dialog = await screen.findByRole('dialog', { name: 'Edit issue' });
  await user.type(within(dialog).getByRole('textbox', { name: 'Title' }), ' and more');
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(dialog).not.toBeInTheDocument());
  await waitFor(() => expect(screen.getByRole('button', { name: 'Edit issue' })).toHaveFocus());
});
