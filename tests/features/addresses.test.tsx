/** Addresses and remembered values are a stranger's: whatever they hold, the page opens and says what it found. */
import { fireEvent, screen, within } from '@testing-library/react';
import { expect, onTestFinished, test, vi } from 'vitest';
import { memoryKeyValue } from '#src/storage/key-value.ts';
import { lastDossierKey } from '#src/store/last-dossier.ts';
import { chooseFrom, openBoard, renderApp } from '#tests/render-app.tsx';
import { testServer } from '#tests/store/test-world.ts';

test.each([
  '%FF',
  '%ED%A0%80',
  '%',
  '%E0%A4%A',
  '..%2F..',
  'a%20b',
  '%00',
  '%3Cscript%3E',
  '%F0%9F%98%80',
  '%E2%80%AEaidni-su',
  'us-india%2F',
  'a:b',
  '__proto__',
  'x'.repeat(101),
  'x'.repeat(20_000),
  '%F0%9F%98%80'.repeat(2_000),
])('/d/%s is no dossier’s address, and the page says so, with its header', async (name) => {
  const server = testServer();
  renderApp({ address: `/d/${name}`, server });
  await screen.findByRole('heading', { level: 1, name: 'There is no such dossier' });
  expect(within(screen.getByRole('banner')).getByText('Parley')).toBeInTheDocument();
  expect(await screen.findByRole('link', { name: 'Talks' })).toHaveAttribute('href', '/d/us-india');
  // It is not even asked for: no server can have it.
  expect(server.requests).toBe(1);
  expect(screen.getByRole('main').textContent.length).toBeLessThan(300);
});

test('an address that leads nowhere has the page’s header too', async () => {
  renderApp({ address: '/somewhere/%FF' });
  await screen.findByRole('heading', { level: 1, name: 'There is nothing at this address' });
  expect(screen.getByRole('banner')).toBeInTheDocument();
});

test.each([
  ['/somewhere', 'Go to the board'],
  ['/d/other', 'Talks'],
])('from %s the way on to a dossier loads no page anew', async (address, name) => {
  const { user } = renderApp({ address });
  const link = await screen.findByRole('link', { name });
  const length = window.history.length;
  // With a modifier key the click is the browser's, which opens a tab.
  const taken: boolean[] = [];
  const note = (event: Event) => {
    taken.push(event.defaultPrevented);
    event.preventDefault();
  };
  document.addEventListener('click', note);
  onTestFinished(() => document.removeEventListener('click', note));
  fireEvent.click(link, { ctrlKey: true });
  fireEvent.click(link, { metaKey: true });
  expect(taken).toEqual([false, false]);
  expect(window.location.pathname).toBe(address);
  await user.click(link);
  await screen.findByRole('region', { name: 'Board' });
  expect(window.location.pathname).toBe('/d/us-india');
  expect(window.history.length).toBe(length + 1);
});

test.each([
  ['a lone surrogate', '\ud800'],
  ['nothing', ''],
  ['a path', '../../elsewhere'],
  ['an address', 'https://example.org/'],
  ['a broken escape', '%FF'],
  ['words', 'a b'],
  ['a long text', 'x'.repeat(100_000)],
])('the last dossier remembered as %s is forgotten: the page opens the first', async (_, value) => {
  const keyValue = memoryKeyValue();
  keyValue.set(lastDossierKey, value);
  await openBoard({ address: '/', keyValue });
  expect(window.location.pathname).toBe('/d/us-india');
  expect(keyValue.get(lastDossierKey)).toBe('us-india');
});

test('collapsed lanes remembered as something else leave every lane open, and are not kept on', async () => {
  const keyValue = memoryKeyValue();
  keyValue.set('parley.collapsed', '\ud800,,us,<b>,{"US":1}');
  const { user } = await openBoard({ keyValue });
  const lanes = screen.getAllByRole('button', { name: /^(US|India) asks/ });
  for (const lane of lanes) expect(lane).toHaveAttribute('aria-expanded', 'true');
  const [first] = lanes;
  if (!first) throw new RangeError('There are lanes');
  await user.click(first);
  expect(keyValue.get('parley.collapsed')).toMatch(/^(US|IN)$/);
});

test('a density remembered as something else is the usual one; one that is chosen is kept', async () => {
  const keyValue = memoryKeyValue();
  keyValue.set('parley.density', '\ud800 dense');
  const { user } = await openBoard({ keyValue });
  await user.click(screen.getByRole('button', { name: 'More' }));
  expect(await screen.findByRole('menuitemradio', { checked: true })).toHaveTextContent(
    'Comfortable',
  );
  await user.click(screen.getByRole('menuitemradio', { name: 'Compact' }));
  expect(keyValue.get('parley.density')).toBe('compact');
});

test('what the browser will not write to the address yet is written when it will, and the page goes on', async () => {
  const { user, search, copied } = await openBoard();
  const { origin } = window.location;
  const length = window.history.length;
  const refuse = () => {
    throw new DOMException('More than 100 times per 30 seconds', 'SecurityError');
  };
  const writes = [
    vi.spyOn(window.history, 'pushState').mockImplementation(refuse),
    vi.spyOn(window.history, 'replaceState').mockImplementation(refuse),
  ];
  await user.click(screen.getByRole('link', { name: 'Patents' }));
  await screen.findByRole('complementary', { name: 'Patents' });
  await user.type(screen.getByRole('searchbox', { name: 'Search issues' }), 'pat');
  await screen.findByRole('status', { name: '1 of 4 issues' });
  expect(search()).toBe('');
  // Who copies the link gets what the page shows, not what the browser has written.
  await chooseFrom(user, 'Share', 'Copy link');
  await vi.waitFor(() => expect(copied).toEqual([`${origin}/d/us-india?q=pat&issue=ip`]));
  for (const write of writes) write.mockRestore();
  await vi.waitFor(() => expect(search()).toBe('?q=pat&issue=ip'), { timeout: 10_000 });
  // The panel is one step, as it would have been.
  expect(window.history.length).toBe(length + 1);
  await user.type(screen.getByRole('searchbox', { name: 'Search issues' }), 'e');
  await vi.waitFor(() => expect(search()).toBe('?q=pate&issue=ip'));
});
