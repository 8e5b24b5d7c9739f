/** The page on a past date: what it shows is what had happened by then, it says so, and nothing on it changes anything. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { seedEvents } from '#mocks/seed/seed-events.ts';
import { usIndia } from '#mocks/seed/us-india.ts';
import { openBoard, titlesIn } from '#tests/render-app.tsx';
import { testServer } from '#tests/store/test-world.ts';

const gsp = 'Restoration of GSP status';

async function openPast(asOf: string, more = '') {
  const server = testServer(seedEvents(usIndia));
  return openBoard({ server, address: `/d/us-india?asOf=${asOf}${more}` });
}

test('board, counts, filters, panel and history are those of the date in the address', async () => {
  await openPast('2019-06-30', '&issue=gsp-restoration');
  const note = await screen.findByText('As it stood on 30 June 2019');
  expect(note.closest('[role="note"]')).toBeInTheDocument();
  const panel = await screen.findByRole('complementary', { name: gsp });
  const history = within(panel).getByRole('region', { name: 'History' });
  const dates = [...history.querySelectorAll('time')].map((time) => time.dateTime);
  expect(dates.length).toBeGreaterThan(0);
  expect(dates.filter((date) => date > '2019-06-30')).toEqual([]);
  const evidence = within(panel).getByRole('region', { name: /^Evidence/ });
  expect(evidence).not.toHaveTextContent('2025');
  const shown = ['US', 'India'].flatMap((lane) =>
    ['Open', 'Under discussion', 'Resolved'].flatMap((column) =>
      titlesIn(`${lane} asks: ${column}`),
    ),
  );
  expect(shown).toContain(gsp);
  expect(shown.length).toBeLessThan(11);
  expect(screen.getByRole('status', { name: `${shown.length} issues` })).toBeInTheDocument();
});

test('what would change something is disabled there, keys are refused in words, and “Back to today” gives it all back', async () => {
  const { user, stores, search } = await openPast('2024-12-31', '&issue=gsp-restoration');
  const panel = await screen.findByRole('complementary', { name: gsp });
  const before = stores.session.store.getState().pending;
  for (const name of ['Add issue', 'Undo', 'Redo', `Move ${gsp}`, 'Edit issue', 'Remove issue']) {
    expect(screen.getByRole('button', { name })).toBeDisabled();
  }
  expect(within(panel).queryByRole('textbox', { name: 'Add a note' })).not.toBeInTheDocument();
  await user.keyboard('n');
  expect(screen.queryByRole('dialog', { name: 'Add issue' })).not.toBeInTheDocument();
  await screen.findAllByText(
    /^Nothing was changed: this is how the dossier stood on 31 December 2024/,
  );
  within(screen.getByRole('region', { name: 'Board' }))
    .getAllByRole('link')[0]
    ?.focus();
  await user.keyboard('t');
  expect(stores.session.store.getState().pending).toBe(before);

  await user.click(screen.getByRole('button', { name: 'Back to today' }));
  await waitFor(() => expect(screen.queryByText(/^As it stood on/)).not.toBeInTheDocument());
  expect(search()).toBe('?issue=gsp-restoration');
  expect(screen.getByRole('button', { name: 'Add issue' })).toBeEnabled();
  expect(within(panel).getByRole('textbox', { name: 'Add a note' })).toBeInTheDocument();
  expect(screen.getByRole('status', { name: '11 issues' })).toBeInTheDocument();
});

test('an issue that came later is said to have come later', async () => {
  await openPast('2005-01-01', '&issue=gsp-restoration');
  await screen.findByRole('heading', { name: 'This issue was not on the table yet' });
});
