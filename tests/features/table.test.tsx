/** The table view, by role and name: the board's issues as rows, their order, their selection, their print. */
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { noFilter } from '#src/domain/filter.ts';
import { createTableRows } from '#src/features/table/table-rows.ts';
import { createShown } from '#src/store/selectors.ts';
import { describeShown } from '#src/words/filters.ts';
import { addIssue, recorder } from '#tests/builders.ts';
import { headerButton, openBoard, renderApp } from '#tests/render-app.tsx';
import { settledDevice, smallSeed, testServer } from '#tests/store/test-world.ts';

async function openTable(search = '', server = testServer()) {
  const page = renderApp({ address: `/d/us-india/table${search}`, server });
  await screen.findByRole('table', { name: 'Issues' });
  return page;
}

function titles(): readonly (string | null)[] {
  return within(screen.getByRole('table'))
    .getAllByRole('rowheader')
    .map((title) => title.textContent);
}

const heading = (name: string) => screen.getByRole('columnheader', { name });
const press = (name: string) => within(heading(name)).getByRole('button');
const onBoard = ['Farm goods', 'Patents', 'Data rules', 'GSP status'];

test('the switch shows the board’s issues as rows in its order, and the address keeps it', async () => {
  const { user, search, path } = await openBoard();
  const views = within(screen.getByRole('navigation', { name: 'Views' }));
  await user.click(views.getByRole('link', { name: 'Table' }));
  await screen.findByRole('table', { name: 'Issues' });
  expect(titles()).toEqual(onBoard);
  expect(path()).toBe('/d/us-india/table');
  expect(views.getByRole('link', { current: 'page' })).toHaveTextContent('Table');
  const row = screen.getByRole('row', { name: /GSP status/ });
  expect(row).toHaveTextContent('India ask');
  expect(row).toHaveTextContent('Open');
  expect(row).toHaveTextContent('Import policies');
  expect(within(row).getByRole('link')).toHaveAttribute('href', '/d/us-india/table?issue=gsp');
  await user.click(screen.getByRole('button', { name: 'India' }));
  await waitFor(() => expect(titles()).toEqual(['GSP status']));
  expect(screen.getByRole('status', { name: '1 of 4 issues' })).toBeInTheDocument();
  await user.click(views.getByRole('link', { name: 'Board' }));
  await screen.findByRole('region', { name: 'Board' });
  expect(search()).toBe('?country=IN');
});

test('a heading sorts, sorts the other way, then gives the board’s order back', async () => {
  const { user, search } = await openTable();
  await user.click(press('Title'));
  await waitFor(() => expect(titles()).toEqual([...onBoard].sort()));
  expect(heading('Title')).toHaveAttribute('aria-sort', 'ascending');
  expect(screen.getAllByText(/Sorted by Title, A to Z/).length).toBeGreaterThan(0);
  await user.click(press('Title'));
  await waitFor(() => expect(titles()).toEqual([...onBoard].sort().reverse()));
  expect(search()).toBe('?sort=title&dir=desc');
  await user.click(press('Title'));
  await waitFor(() => expect(titles()).toEqual(onBoard));
  expect(heading('Title')).not.toHaveAttribute('aria-sort');
  await user.click(press('Added'));
  await waitFor(() =>
    expect(titles()).toEqual(['Data rules', 'Patents', 'Farm goods', 'GSP status']),
  );
  // All of them are open: equal ones stand by title, whichever way the column runs.
  await user.click(press('Status'));
  await waitFor(() => expect(titles()).toEqual([...onBoard].sort()));
  await user.click(press('Status'));
  await waitFor(() => expect(search()).toContain('dir=desc'));
  expect(titles()).toEqual([...onBoard].sort());
});

test('arrows walk the titles, X and Shift select, and the bar counts what is selected', async () => {
  const { user } = await openTable();
  const link = (name: string) => screen.getByRole('link', { name });
  act(() => link('Farm goods').focus());
  await user.keyboard('{ArrowDown}');
  await waitFor(() => expect(link('Patents')).toHaveFocus());
  await user.keyboard('x');
  expect(screen.getByRole('checkbox', { name: 'Select Patents' })).toBeChecked();
  await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
  await waitFor(() => expect(link('Data rules')).toHaveFocus());
  const bar = await screen.findByRole('region', { name: 'Selected issues' });
  expect(within(bar).getByRole('status')).toHaveTextContent('2 selected');
  await user.keyboard('{End}');
  await waitFor(() => expect(link('GSP status')).toHaveFocus());
  await user.keyboard('{Home}');
  await waitFor(() => expect(link('Farm goods')).toHaveFocus());
  const all = screen.getByRole('checkbox', { name: 'Select all shown' });
  expect(all).toBePartiallyChecked();
  await user.click(all);
  expect(within(bar).getByRole('status')).toHaveTextContent('4 selected');
  await user.click(all);
  await waitFor(() => expect(bar).not.toBeInTheDocument());
  await user.click(screen.getByRole('checkbox', { name: 'Select Farm goods' }));
  const last = screen.getByRole('checkbox', { name: 'Select Data rules' });
  fireEvent.click(last, { shiftKey: true });
  for (const title of onBoard.slice(0, 3)) {
    expect(screen.getByRole('checkbox', { name: `Select ${title}` })).toBeChecked();
  }
  expect(screen.getByRole('checkbox', { name: 'Select GSP status' })).not.toBeChecked();
});

test('the rows that are selected move together from the bar, and one undo takes it back', async () => {
  const { user } = await openTable('?sort=title');
  await user.click(screen.getByRole('checkbox', { name: 'Select Data rules' }));
  await user.click(screen.getByRole('checkbox', { name: 'Select GSP status' }));
  const bar = await screen.findByRole('region', { name: 'Selected issues' });
  await user.click(within(bar).getByRole('button', { name: 'Under discussion' }));
  const row = (name: RegExp) => screen.getByRole('row', { name });
  for (const name of [/Data rules/, /GSP status/]) {
    await waitFor(() => expect(row(name)).toHaveTextContent('Under discussion'));
  }
  await user.click(headerButton('Undo'));
  for (const name of [/Data rules/, /GSP status/]) {
    await waitFor(() => expect(row(name)).not.toHaveTextContent('Under discussion'));
  }
  expect(headerButton('Undo')).toBeDisabled();
});

test('a title opens its issue beside the table, and closing it gives the row the focus back', async () => {
  const { user, search } = await openTable();
  await user.click(screen.getByRole('link', { name: 'Patents' }));
  const panel = await screen.findByRole('complementary', { name: 'Patents' });
  expect(search()).toBe('?issue=ip');
  await user.click(within(panel).getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(screen.getByRole('link', { name: 'Patents' })).toHaveFocus());
});

test('a print has every row below the title, the date and the filter in words, and leaves nothing behind', async () => {
  const { record } = recorder('actor:many');
  const many = Array.from({ length: 150 }, (_, i) =>
    record(addIssue(`issue:many-${i}`, { title: `Line ${i}`, asker: 'US' })),
  ).flat();
  await openTable('?country=US&sort=title', testServer([...smallSeed(), ...many]));
  act(() => window.dispatchEvent(new Event('beforeprint')));
  const [sheet] = screen.getAllByRole('table', { name: 'Issues' });
  const rows = within(sheet ?? document.body)
    .getAllByRole('row')
    .slice(1);
  expect(rows).toHaveLength(153);
  expect(rows[3]).toHaveTextContent('Line 1');
  expect(rows.at(-2)).toHaveTextContent('Line 149');
  expect(
    screen.getByText(
      'As of 5 Nov 2025. Printed on 5 Nov 2025. 153 of 154 issues: asked by United States. Sorted by Title, A to Z.',
    ),
  ).toBeInTheDocument();
  act(() => window.dispatchEvent(new Event('afterprint')));
  expect(screen.getAllByRole('table', { name: 'Issues' })).toHaveLength(1);
});

test('what the filters leave is said in words', () => {
  expect(describeShown(noFilter, 11, 11)).toBe('All 11 issues.');
  const filter = { ...noFilter, status: 'open', hasNotes: true, text: ' steel ' } as const;
  expect(describeShown(filter, 1, 10_000)).toBe(
    '1 of 10,000 issues: status Open; with notes; with the words “steel”.',
  );
});

test('the rows are the same array until one of them, or their order, changes', async () => {
  const device = await settledDevice(testServer());
  const shown = createShown();
  const select = createTableRows();
  const sort = { key: 'title', direction: 'ascending' } as const;
  const rows = () => select(shown(device.board(), noFilter), device.board().issues, { ...sort });
  const before = rows();
  expect(rows()).toBe(before);
  await device.session.record(() => [
    { type: 'issue.edited.v1', subject: 'issue:ip', payload: { title: 'A patent' } },
  ]);
  expect(rows()[0]?.title).toBe('A patent');
  expect(rows().slice(1)).toEqual(before.filter(({ id }) => id !== 'issue:ip'));
  expect(rows()[1]).toBe(before[0]);
});
