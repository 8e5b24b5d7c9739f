// @vitest-environment node
import { expect, test } from 'vitest';
import { memoryKeyValue } from '#src/storage/key-value.ts';
import {
  beginRecall,
  isRecallDue,
  postponeRecall,
  restartRecall,
} from '#src/store/export-recall.ts';

const day = 86_400_000;
const start = Date.parse('2026-01-01T00:00:00Z');

test('a file is recalled a month after work began or was taken out, and a week after “not now”', () => {
  const keyValue = memoryKeyValue();
  const dueOn = (days: number) => isRecallDue(keyValue, start + days * day);
  // Nothing was recorded: there is nothing to take out, and taking it out begins nothing.
  restartRecall(keyValue, start);
  expect(dueOn(400)).toBe(false);
  beginRecall(keyValue, start);
  beginRecall(keyValue, start + 20 * day);
  expect([dueOn(29), dueOn(30), dueOn(300)]).toEqual([false, true, true]);
  postponeRecall(keyValue, start + 31 * day);
  expect([dueOn(31), dueOn(37), dueOn(38)]).toEqual([false, false, true]);
  restartRecall(keyValue, start + 40 * day);
  expect([dueOn(69), dueOn(70)]).toEqual([false, true]);
});

test('a clock that was years ahead once does not silence it, and what is no moment means none', () => {
  const keyValue = memoryKeyValue();
  beginRecall(keyValue, start + 4_000 * day);
  expect(isRecallDue(keyValue, start)).toBe(true);
  keyValue.set('parley.recall', '\ud800');
  expect(isRecallDue(keyValue, start)).toBe(false);
});
