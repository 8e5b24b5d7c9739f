// @vitest-environment node
/** What somebody said of their columns is known for the next table; what anybody else wrote there does no harm. */
import { expect, test } from 'vitest';
import { memoryKeyValue } from '#src/storage/key-value.ts';
import { matchesKey, rememberedMatches, rememberMatches } from '#src/store/remembered-matches.ts';

test('by the name of the column and the text in it, however they are written', () => {
  const keyValue = memoryKeyValue();
  rememberMatches(keyValue, {
    columns: [
      ['Lead', 'tags'],
      ['__proto__', 'summary'],
    ],
    values: [['status', 'Parked', 'open']],
  });
  rememberMatches(keyValue, { columns: [['LEAD ', 'append']], values: [] });
  const matches = rememberedMatches(keyValue);
  expect(matches.useOf('lead')).toBe('append');
  expect(matches.useOf('__proto__')).toBe('summary');
  expect(matches.useOf('constructor')).toBeNull();
  expect(matches.valueOf('status', ' parked')).toBe('open');
  expect(matches.valueOf('category', 'parked')).toBeNull();
});

test('the newest four hundred', () => {
  const keyValue = memoryKeyValue();
  const columns = Array.from({ length: 450 }, (_, at) => [`Column ${at}`, 'tags'] as const);
  rememberMatches(keyValue, { columns, values: [] });
  const matches = rememberedMatches(keyValue);
  expect([matches.useOf('Column 0'), matches.useOf('Column 449')]).toEqual([null, 'tags']);
});

test.each([
  'x',
  'null',
  '{"columns": 1, "values": {}}',
  '{"columns": [["a", "everything"], ["a"], 7], "values": [[1, 2]]}',
])('nothing of %s', (text) => {
  const keyValue = memoryKeyValue();
  keyValue.set(matchesKey, text);
  const matches = rememberedMatches(keyValue);
  expect([matches.useOf('a'), matches.valueOf('status', 'a')]).toEqual([null, null]);
});
