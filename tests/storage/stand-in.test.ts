/** What a browser refuses is stood in for, and what works is left alone. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { standInForRefused } from '#src/storage/stand-in.ts';

function refuse(): never {
  throw new DOMException('Refused', 'SecurityError');
}

/** For the length of a test, a property of the page that is there in this way. */
function withhold(owner: object, name: string, way: PropertyDescriptor): void {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { configurable: true, ...way });
  onTestFinished(() => {
    if (before) Object.defineProperty(owner, name, before);
    else Reflect.deleteProperty(owner, name);
  });
}

const useless = { getItem: refuse, setItem: refuse, removeItem: refuse };

test.each<[string, PropertyDescriptor]>([
  ['absent', { value: undefined }],
  ['null', { value: null }],
  ['refused', { get: refuse }],
  ['there, but refusing each use', { value: useless }],
])('a localStorage that is %s is stood in for by one in memory', (_, way) => {
  withhold(window, 'localStorage', way);
  standInForRefused(window);
  expect(localStorage.getItem('parley.x')).toBeNull();
  localStorage.setItem('parley.x', '1');
  expect([localStorage.getItem('parley.x'), localStorage.key(0), localStorage.length]).toEqual([
    '1',
    'parley.x',
    1,
  ]);
  localStorage.removeItem('parley.x');
  expect(localStorage.length).toBe(0);
});

test.each<[string, PropertyDescriptor]>([
  ['absent', { value: undefined }],
  ['refused', { get: refuse }],
])('a document.cookie that is %s is stood in for by an empty one', (_, way) => {
  withhold(document, 'cookie', way);
  standInForRefused(window);
  expect(document.cookie).toBe('');
});

test.each<[string, PropertyDescriptor]>([
  ['absent', { value: undefined }],
  ['refused', { get: refuse }],
  ['there, but cannot be made', { value: refuse }],
])('a BroadcastChannel that is %s is stood in for by one that nobody hears', (_, way) => {
  withhold(window, 'BroadcastChannel', way);
  standInForRefused(window);
  const channel = new window.BroadcastChannel('parley');
  channel.postMessage('x');
  channel.close();
});

test('what works is left as it is, and what cannot be replaced does not stop the page', () => {
  const { localStorage: before, BroadcastChannel: channel } = window;
  standInForRefused(window);
  expect(window.localStorage).toBe(before);
  expect(window.BroadcastChannel).toBe(channel);
  withhold(document, 'cookie', { get: refuse });
  const { defineProperty } = Object;
  let refusals = 0;
  const define = vi.spyOn(Object, 'defineProperty').mockImplementation((owner, name, way) => {
    if (owner !== document) return defineProperty(owner, name, way);
    refusals += 1;
    throw new TypeError('Cannot redefine property');
  });
  onTestFinished(() => define.mockRestore());
  expect(() => standInForRefused(window)).not.toThrow();
  expect(refusals).toBe(1);
  define.mockRestore();
});

test('Mock Service Worker, which reads localStorage as it is loaded, loads where that is refused', async () => {
  withhold(window, 'localStorage', { get: refuse });
  standInForRefused(window);
  const { getResponse, http } = await import('msw');
  const handlers = [http.get('*/hello', () => new Response('Hello'))];
  withhold(document, 'cookie', { get: refuse });
  standInForRefused(window);
  const response = await getResponse(handlers, new Request(`${location.origin}/hello`));
  expect(await response?.text()).toBe('Hello');
});

test('a broken store of cookies, which would stop Mock Service Worker at each load, is forgotten', () => {
  const key = '__msw-cookie-store__';
  onTestFinished(() => localStorage.removeItem(key));
  for (const text of ['{}', '[null]', '7', 'null', '[', '[5]', '"x"', '']) {
    localStorage.setItem(key, text);
    standInForRefused(window);
    expect(localStorage.getItem(key), text).toBeNull();
  }
  for (const text of ['[]', '[{"key":"a","value":"b"}]']) {
    localStorage.setItem(key, text);
    standInForRefused(window);
    expect(localStorage.getItem(key)).toBe(text);
  }
});
