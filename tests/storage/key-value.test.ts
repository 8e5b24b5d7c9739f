// @vitest-environment node
import { expect, test } from 'vitest';
import { browserKeyValue, memoryKeyValue } from '#src/storage/key-value.ts';

/** A Storage over a map, of which single methods can be replaced. */
function storage(overrides: Partial<Storage> = {}): Storage {
  const values = new Map<string, string>();
  return {
    get length() {
      return values.size;
    },
    clear: () => values.clear(),
    key: (index) => [...values.keys()][index] ?? null,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => {
      values.set(key, value);
    },
    removeItem: (key) => {
      values.delete(key);
    },
    ...overrides,
  };
}

function refuse(): never {
  throw new DOMException('Refused', 'SecurityError');
}

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
