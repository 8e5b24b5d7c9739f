/** The first dossier as it opens: exactly what its source counts, cell by cell, and what the filters leave of it. */
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { seedEvents } from '#mocks/seed/seed-events.ts';
import { usIndia } from '#mocks/seed/us-india.ts';
import { filterBy, headerButton, openBoard, titlesIn } from '#tests/render-app.tsx';
import { testServer } from '#tests/store/test-world.ts';

const gsp = 'Restoration of GSP status';
const farming = 'Market access for US agricultural products';
const usAsks = [
  'Intellectual property rights',
  'E-commerce policies',
  'Data localisation rules',
  farming,
  'Market access for US medical devices',
  'Indian retaliatory duties on US farm goods',
  'Poultry, turkey, duck and berries',
  'Digital services levies',
];
const indiaAsks = [
  'Steel and aluminium duties (section 232)',
  gsp,
  'Relief from the 50 % US tariffs',
];
const inferred = [...usAsks.slice(0, 3), ...usAsks.slice(5), 'Relief from the 50 % US tariffs'];

/** The page with the whole dossier on it. */
async function openFirst(address = '/') {
  const page = await openBoard({ address, server: testServer(seedEvents(usIndia)) });
  await screen.findByRole('status', { name: /11 issues$/ });
  return page;
}

const shown = (text: string) => screen.findByRole('status', { name: text });
const lane = (name: string) => screen.getByRole('region', { name: `${name} asks` });
const card = (title: string) => screen.getByRole('article', { name: title });
const counts = (name: string) =>
  within(lane(name))
    .getAllByRole('heading', { level: 3 })
    .map(({ textContent }) => textContent);

beforeEach(() => {
  document.title = '';
});

test('the first page shows eleven issues, each in its cell, under the dossier’s title', async () => {
  await openFirst();
  await shown('11 issues');
  expect(titlesIn('US asks: Open')).toEqual(usAsks.slice(0, 3));
  expect(titlesIn('US asks: Under discussion')).toEqual(usAsks.slice(3, 5));
  expect(titlesIn('US asks: Resolved')).toEqual(usAsks.slice(5));
  expect(titlesIn('India asks: Open')).toEqual(indiaAsks.slice(0, 1));
  expect(titlesIn('India asks: Under discussion')).toEqual(indiaAsks.slice(1));
  expect(titlesIn('India asks: Resolved')).toEqual([]);
  expect(screen.getAllByRole('heading', { level: 1 }).map((h) => h.textContent)).toEqual([
    'United States – India trade talks',
  ]);
  expect(window.location.pathname).toBe('/d/us-india');
  expect(document.title).toMatch(/United States.*India.*Parley/);
});

test('each lane and column says how many issues it has, the US lane first', async () => {
  await openFirst();
  expect(counts('US')).toEqual([
    expect.stringMatching(/^Open\s*3$/),
    expect.stringMatching(/^Under discussion\s*2$/),
    expect.stringMatching(/^Resolved\s*3$/),
  ]);
  expect(counts('India')).toEqual([
    expect.stringMatching(/^Open\s*1$/),
    expect.stringMatching(/^Under discussion\s*2$/),
    expect.stringMatching(/^Resolved\s*0$/),
  ]);
  const board = screen.getByRole('region', { name: 'Board' });
  const lanes = within(board).getAllByRole('heading', { level: 2 });
  expect(lanes).toHaveLength(2);
  expect(lanes[0]).toHaveTextContent('US asks');
  expect(lanes[1]).toHaveTextContent('India asks');
  expect(lane('US')).toHaveTextContent('8 issues');
  expect(lane('India')).toHaveTextContent('3 issues');
});

test('every card says who asks, and “inferred” where no source does', async () => {
  await openFirst();
  for (const title of usAsks) expect(card(title)).toHaveTextContent('US ask');
  for (const title of indiaAsks) expect(card(title)).toHaveTextContent('India ask');
  for (const title of [...usAsks, ...indiaAsks]) {
    expect(card(title).textContent?.includes('inferred')).toBe(inferred.includes(title));
  }
});

test('a card counts its passages and notes and says when it last moved', async () => {
  await openFirst();
  for (const text of ['3 passages', '1 note', 'Import policies', 'moved 5 Nov 2025']) {
    expect(card(gsp)).toHaveTextContent(text);
  }
  expect(card('Digital services levies')).toHaveTextContent('added 1 Aug 2024');
  expect(card(gsp).closest('li')).toHaveAttribute('aria-setsize', '2');
});

test('the history tells each change in plain words, latest first, and strikes through what is undone', async () => {
  const { user } = await openFirst('/d/us-india?issue=gsp-restoration');
  const panel = await screen.findByRole('complementary', { name: gsp });
  const entries = () =>
    within(within(panel).getByRole('region', { name: 'History' })).getAllByRole('listitem');
  const talks = entries().find((entry) => /moved from Open/.test(entry.textContent ?? ''));
  expect(talks).toHaveTextContent('moved from Open to Under discussion');
  expect(talks).toHaveTextContent('Named as India’s request in the report on the talks.');
  expect(talks).toHaveTextContent('5 Nov 2025');
  expect(entries().at(-1)).toHaveTextContent('added');
  expect(entries().at(-1)).toHaveTextContent('5 Jun 2019');
  await user.click(screen.getByRole('button', { name: `Move ${gsp}` }));
  await user.click(await screen.findByRole('menuitemradio', { name: 'Resolved' }));
  await waitFor(() =>
    expect(entries()[0]).toHaveTextContent('moved from Under discussion to Resolved'),
  );
  expect(entries()[0]).toHaveTextContent('by You');
  await user.click(headerButton('Undo'));
  await waitFor(() => expect(entries()[0]?.querySelector('del')).toHaveTextContent('to Resolved'));
});

test('text is found in titles, summaries, tags and notes, in any case and order', async () => {
  const { user } = await openFirst();
  const search = screen.getByRole('searchbox', { name: 'Search issues' });
  const find = async (text: string) => {
    await user.clear(search);
    await user.paste(text);
  };
  await find('POULTRY');
  await shown('1 of 11 issues');
  expect(counts('US')).toEqual([
    expect.stringMatching(/0 of 3$/),
    expect.stringMatching(/0 of 2$/),
    expect.stringMatching(/1 of 3$/),
  ]);
  await find('walnuts average');
  await waitFor(() => expect(titlesIn('US asks: Under discussion')).toEqual([farming]));
  await shown('1 of 11 issues');
  await find('special 301');
  await shown('1 of 11 issues');
  await find('congress renews');
  await waitFor(() => expect(titlesIn('India asks: Under discussion')).toEqual([gsp]));
});

test('a country leaves its own asks, both leave all', async () => {
  const { user, search } = await openFirst();
  const country = within(screen.getByRole('group', { name: 'Country' }));
  const us = country.getByRole('button', { name: 'United States' });
  const india = country.getByRole('button', { name: 'India' });
  expect(us).toHaveAttribute('aria-pressed', 'false');
  await user.click(india);
  await shown('3 of 11 issues');
  expect(india).toHaveAttribute('aria-pressed', 'true');
  await user.click(us);
  await shown('11 issues');
  await user.click(india);
  await shown('8 of 11 issues');
  expect(search()).toBe('?country=US');
});

test('category, status, basis and “has notes” each narrow the board', async () => {
  const { user } = await openFirst();
  await filterBy(user, 'Digital trade');
  await shown('2 of 11 issues');
  await user.click(screen.getByRole('button', { name: 'Remove filter Category: Digital trade' }));
  await shown('11 issues');
  await filterBy(user, 'Open');
  await shown('4 of 11 issues');
  await filterBy(user, 'Open', 'Stated');
  await shown('4 of 11 issues');
  await filterBy(user, 'Stated', 'With notes');
  await shown('8 of 11 issues');
});

test('a lane filtered to nothing folds to a line that says how much it hides, and each cell says so when it is opened', async () => {
  const { user } = await openFirst();
  await user.click(screen.getByRole('searchbox', { name: 'Search issues' }));
  await user.paste('no such thing');
  await shown('0 of 11 issues');
  expect(lane('US')).toHaveTextContent('8 hidden by the filters');
  expect(lane('India')).toHaveTextContent('3 hidden by the filters');
  expect(within(lane('India')).queryByRole('list')).not.toBeInTheDocument();
  await user.click(within(lane('India')).getByRole('button', { name: 'India asks' }));
  expect(within(lane('India')).getByText('0 of 3 issues')).toBeInTheDocument();
  expect(within(lane('India')).getByText('1 hidden by the filters')).toBeInTheDocument();
  expect(within(lane('India')).getByText('None')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Clear filters' }));
  await shown('11 issues');
});
