/** A browser's Storage over a map, of which single methods can be replaced, as a browser that is full or refuses does. */
export function fakeStorage(overrides: Partial<Storage> = {}): Storage {
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

export function refuse(): never {
  throw new DOMException('Refused', 'SecurityError');
}
