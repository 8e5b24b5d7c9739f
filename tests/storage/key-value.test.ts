// @vitest-environment node
import { expect, test } from 'vitest';
import { browserKeyValue, memoryKeyValue } from '#src/storage/key-value.ts';
import { refuse, fakeStorage as storage } from './fake-storage.ts';

test('memory keeps a value until it is forgotten', () => {
  const small = memoryKeyValue();
  expect(small.get('draft')).toBeNull();
  small.set('draft', '');
  expect(small.get('draft')).toBe('');
  small.set('draft', null);
  expect(small.get('draft')).toBeNull();
});

test('the browser’s storage keeps a value for the next page', () => {
  const device = storage();
  browserKeyValue(() => device).set('draft', 'A first thought');
  const nextPage = browserKeyValue(() => device);
  expect(nextPage.get('draft')).toBe('A first thought');
  nextPage.set('draft', null);
  expect(browserKeyValue(() => device).get('draft')).toBeNull();
});

test('what another tab forgets is forgotten here too', () => {
  const device = storage();
  const here = browserKeyValue(() => device);
  here.set('draft', 'Sent');
  browserKeyValue(() => device).set('draft', null);
  expect(here.get('draft')).toBeNull();
});

test('a full device keeps the newest value in memory', () => {
  const device = storage();
  const small = browserKeyValue(() => device);
  small.set('draft', 'short');
  device.setItem = refuse;
  small.set('draft', 'short, then longer');
  expect(small.get('draft')).toBe('short, then longer');
});

test('a storage that cannot even be reached falls back to memory', () => {
  const small = browserKeyValue(refuse);
  expect(small.get('draft')).toBeNull();
  small.set('draft', 'Kept in memory');
  expect(small.get('draft')).toBe('Kept in memory');
  small.set('draft', null);
  expect(small.get('draft')).toBeNull();
});

test('keys are listed by how they begin, those the device refused among them', () => {
  const device = storage();
  const small = browserKeyValue(() => device);
  expect(small.set('draft/a', '1')).toBe(true);
  small.set('lanes', 'US');
  browserKeyValue(() => device).set('draft/b', 'of another tab');
  expect([...small.keys('draft/')].sort()).toEqual(['draft/a', 'draft/b']);
  device.setItem = refuse;
  expect(small.set('draft/c', 'too much')).toBe(false);
  expect([...small.keys('draft/')].sort()).toEqual(['draft/a', 'draft/b', 'draft/c']);
  small.set('draft/a', null);
  expect([...small.keys('draft/')].sort()).toEqual(['draft/b', 'draft/c']);
  const alone = browserKeyValue(refuse);
  alone.set('draft/d', 'in memory');
  expect(alone.keys('draft/')).toEqual(['draft/d']);
});
