import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Refused, Unreachable } from '#src/api/client.ts';
import { retryDelay } from '#src/api/keep-exchanging.ts';
import { eventKey } from '#src/storage/event-log.ts';
import { memoryLog, memoryLogStore } from '#src/storage/memory-log.ts';
import { addIssue, on, rankNumber } from '#tests/builders.ts';
import { openBoard, renderApp, titlesIn } from '#tests/render-app.tsx';
import { serverSaid } from '#tests/storage/wire-events.ts';
import { frailLog, openDevice, settledDevice, shelf, testServer } from '#tests/store/test-world.ts';

test('a failing exchange is tried after ever longer waits, or when the server asks for it', () => {
  const lost = new Unreachable({ code: 'server-silent' });
  expect([0, 1, 2, 9].map((failures) => retryDelay(failures, lost))).toEqual([
    1_000, 2_000, 4_000, 30_000,
  ]);
  expect(retryDelay(5, new Refused(503, 'unavailable', 2_000))).toBe(2_000);
});

async function resolveFarm(user: Awaited<ReturnType<typeof openBoard>>['user']) {
  await user.click(await screen.findByRole('button', { name: 'Move Farm goods' }));
  await user.click(await screen.findByRole('menuitemradio', { name: 'Resolved' }));
  await waitFor(() => expect(titlesIn('US asks: Resolved')).toEqual(['Farm goods']));
}

test('what is done goes to the server by itself, and only then is called saved', async () => {
  const server = testServer();
  const { user } = await openBoard({ server });
  await screen.findByRole('status', { name: 'All changes saved' });
  await resolveFarm(user);
  await screen.findByRole('status', { name: 'All changes saved' });
  expect((await server.events()).at(-1)).toMatchObject({ type: 'issue.moved.v1' });
});

test.each([
  ['a moment', 0],
  ['longer than a word is read', 400],
])(
  'a change that is on its way to the disk for %s is not called saved before, and is then',
  async (_, wait) => {
    const server = testServer();
    const { log, disk } = frailLog(memoryLogStore());
    const { user } = await openBoard({ server, log });
    await screen.findByRole('status', { name: 'All changes saved' });
    let release = () => {};
    disk.gate = new Promise((resolve) => {
      release = resolve;
    });
    const said: (string | null)[] = [];
    const watch = new MutationObserver(() => {
      if (titlesIn('US asks: Resolved').length > 0)
        said.push(screen.getByRole('status', { name: /saved|Saving/ }).textContent);
    });
    watch.observe(document.body, { subtree: true, childList: true, characterData: true });
    await resolveFarm(user);
    expect(said[0]).toBe('Saving…');
    await new Promise((resolve) => setTimeout(resolve, wait));
    expect(screen.getByRole('status', { name: 'Saving…' })).toBeInTheDocument();
    release();
    await screen.findByRole('status', { name: 'All changes saved' });
    watch.disconnect();
  },
);

test('without the server the board opens from this device, says what is safe, and goes on when asked', async () => {
  const server = testServer();
  const { log } = frailLog(memoryLogStore());
  const { leave } = await openBoard({ server, log });
  leave();
  server.fate = () => 'lost';
  const { user } = await openBoard({ server, log });
  await resolveFarm(user);
  const notice = await screen.findByText(/Parley keeps trying/);
  expect(notice).toHaveTextContent('1 change is safe on this device.');
  expect(screen.getByRole('status', { name: 'Offline: 1 change waiting' })).toBeInTheDocument();
  server.fate = () => 'fair';
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByRole('status', { name: 'All changes saved' });
  expect(notice).not.toBeInTheDocument();
});

test('a full disk is said as long as it lasts, with a way to take the work along', async () => {
  const server = testServer();
  const { log, disk } = frailLog(memoryLogStore());
  const { user, files } = await openBoard({ server, log });
  await screen.findByRole('status', { name: 'All changes saved' });
  server.fate = () => 'lost';
  disk.failure = new Error('There is no room left on this device.');
  await resolveFarm(user);
  expect(await screen.findByRole('alert')).toHaveTextContent('There is no room left');
  expect(screen.getByRole('alert')).toHaveTextContent('1 change is on this page alone until then');
  expect(screen.getByRole('status', { name: 'Not saved: 1 change' })).toBeInTheDocument();
  await user.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Export' }));
  expect(files).toEqual(['us-india.jsonl']);
});

test('a browser that keeps nothing is said to keep nothing', async () => {
  await openBoard({ log: memoryLog(memoryLogStore()) });
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'This browser does not let Parley keep data on this device.',
  );
});

test('changes the server will not take, newer entries and broken records are each told', async () => {
  const server = testServer();
  const store = memoryLogStore();
  const former = await openDevice(server, { store, actor: 'actor:former' });
  await former.exchange();
  await former.session.record(() => [
    {
      type: 'issue.moved.v1',
      subject: 'issue:ip',
      payload: { status: 'open', rank: rankNumber(7) },
    },
  ]);
  const [known] = former.session.store.getState().pending;
  if (!known) throw new RangeError('A change waits');
  const newer = { ...known, id: known.id.replace('-0000-', '-0001-'), type: 'issue.linked.v9' };
  const log = memoryLog(store);
  await log.saveActor('actor:me');
  await log.append(shelf, [known]);
  await log.markRefused(shelf, [
    { key: eventKey(known), problem: serverSaid('Someone else did it.') },
  ]);
  const reached = { epoch: null, cursor: 0, head: 0 };
  await log.receive(shelf, [newer, { ...known, id: 'broken' }], reached);
  await openBoard({ server, log: frailLog(store).log });
  expect(await screen.findByRole('alert')).toHaveTextContent(
    /The server did not take 1 change: .* It is kept on this device and in the export\./,
  );
  expect(screen.getByText(/^1 entry made with a newer version/)).toBeInTheDocument();
  expect(screen.getByText(/^1 record could not be read/)).toBeInTheDocument();
});

test('what the server did not take is sent again when asked, and then nothing is said of it any more', async () => {
  const server = testServer();
  server.intercept = async (request) => {
    if (request.method !== 'POST') return null;
    const { events } = await request.json();
    const type = 'urn:parley:problem:malformed';
    const ids = events.map(({ id }: { id: string }) => id);
    return Response.json({ type, detail: 'Not yet.', events: ids }, { status: 400 });
  };
  const { user } = await openBoard({ server });
  await resolveFarm(user);
  const notice = await screen.findByText(/^The server did not take 1 change: /);
  expect(screen.getByRole('status', { name: '1 change not taken by the server' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Send again' }));
  await screen.findByText(/^The server did not take 1 change: /);
  server.intercept = async () => null;
  await user.click(screen.getByRole('button', { name: 'Send again' }));
  await screen.findByRole('status', { name: 'All changes saved' });
  expect(notice).not.toBeInTheDocument();
  expect((await server.events()).at(-1)).toMatchObject({ type: 'issue.moved.v1' });
});

test('changes of a clock that is ahead are told with their time, and sent at once when they are recorded again', async () => {
  const server = testServer();
  const { log } = frailLog(memoryLogStore());
  const page = await openBoard({ server, log, ahead: 3_600_000 });
  await resolveFarm(page.user);
  expect(await screen.findByText(/^This device’s clock is or was ahead/)).toHaveTextContent(
    /1 change bears a time up to 5 Nov 2025, .* It is safe here and sent when that time has come\./,
  );
  expect(screen.getByRole('status', { name: '1 change waiting for the clock' })).toBeVisible();
  page.leave();

  const { user } = await openBoard({ server, log });
  await user.click(await screen.findByRole('button', { name: 'Record again' }));
  await screen.findByRole('status', { name: 'All changes saved' });
  // Its notice went with the focus in it.
  expect(screen.getByRole('region', { name: 'Board' })).toHaveFocus();
  expect(screen.queryByText(/clock is or was ahead/)).not.toBeInTheDocument();
  expect(titlesIn('US asks: Resolved')).toEqual(['Farm goods']);
  const [last] = (await server.events()).slice(-1);
  expect(last?.type).toBe('issue.moved.v1');
  expect(last && last.at < on('2025-11-05T12:01:00.000Z')).toBe(true);
});

test('a first visit without the server says that nothing is lost, and opens once it answers', async () => {
  const server = testServer();
  server.fate = () => 'lost';
  const { user } = renderApp({ server });
  expect(
    await screen.findByRole('heading', {
      level: 1,
      name: 'The dossier cannot be opened right now',
    }),
  ).toBeInTheDocument();
  server.fate = () => 'fair';
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('region', { name: 'Board' })).toBeInTheDocument();
});

test('a slow server is waited for with a skeleton that says so', async () => {
  const server = testServer();
  let answer = () => {};
  const answered = new Promise<null>((resolve) => {
    answer = () => resolve(null);
  });
  server.intercept = () => answered;
  renderApp({ server });
  const skeleton = await screen.findByText('Opening the dossier…');
  answer();
  await screen.findByRole('region', { name: 'Board' });
  expect(skeleton).not.toBeInTheDocument();
});

test('a move shows at once while a slow server is still being told', async () => {
  const server = testServer();
  const { user } = await openBoard({ server });
  await screen.findByRole('status', { name: 'All changes saved' });
  let answer = () => {};
  const answered = new Promise<null>((resolve) => {
    answer = () => resolve(null);
  });
  server.intercept = ({ method }) => (method === 'POST' ? answered : Promise.resolve(null));
  await resolveFarm(user);
  await screen.findByRole('status', { name: 'Saving…' });
  answer();
  await screen.findByRole('status', { name: 'All changes saved' });
});

test.each([
  [
    'that cannot answer is asked again by itself',
    503,
    'unavailable',
    'The server cannot answer at present.',
  ],
  ['that asks for a sign-in says so', 401, 'signed-out', 'The session has ended.'],
  ['of a newer kind is told in its own words', 401, 'licence-ended', 'The licence has ended.'],
])('a server %s, and what was done is kept meanwhile', async (_, status, type, said) => {
  const server = testServer();
  const { user } = await openBoard({ server });
  await screen.findByRole('status', { name: 'All changes saved' });
  const detail = type === 'licence-ended' ? said : 'In words of the server’s own.';
  const problem = { type: `urn:parley:problem:${type}`, detail };
  const headers = { 'Retry-After': '1' };
  server.intercept = async () => Response.json(problem, { status, headers });
  await resolveFarm(user);
  expect(await screen.findByText(new RegExp(said))).toBeInTheDocument();
  expect(screen.getByRole('status', { name: 'Offline: 1 change waiting' })).toBeInTheDocument();
  expect(titlesIn('US asks: Open')).toEqual(['Patents', 'Data rules']);
  server.intercept = async () => null;
  if (status === 401) await user.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByRole('status', { name: 'All changes saved' });
});

test('an unknown dossier is said to be unknown, with those there are', async () => {
  renderApp({ address: '/d/no-such-talks' });
  await screen.findByRole('heading', { level: 1, name: 'There is no such dossier' });
  expect(await screen.findByRole('link', { name: 'Talks' })).toHaveAttribute('href', '/d/us-india');
});

test('an address that leads nowhere says so', async () => {
  renderApp({ address: '/somewhere' });
  await screen.findByRole('heading', { level: 1, name: 'There is nothing at this address' });
});

test('the root leads to the dossier that was open last', async () => {
  renderApp({ address: '/' });
  await screen.findByRole('region', { name: 'Board' });
  expect(window.location.pathname).toBe('/d/us-india');
});

test('a board that is shown stays, however much is still to come', async () => {
  const server = testServer();
  await openBoard({ server });
  await screen.findByRole('status', { name: 'All changes saved' });
  const other = await settledDevice(server, { actor: 'actor:other' });
  for (let turn = 0; turn < 3; turn += 1) {
    await other.session.record(() =>
      Array.from({ length: 1_000 }, (_, i) => addIssue(`issue:more-${turn}-${i}`)),
    );
  }
  let wasGone = false;
  const watch = new MutationObserver(() => {
    wasGone ||= screen.queryByRole('region', { name: 'Board' }) === null;
  });
  watch.observe(document.body, { subtree: true, childList: true });
  await other.exchange();
  window.dispatchEvent(new Event('focus'));
  await screen.findByRole('status', { name: '3,004 issues' }, { timeout: 15_000 });
  watch.disconnect();
  expect(wasGone).toBe(false);
});
