/**
 * Reading query values: `?after=41&limit=100&wait=25`. An absent value has its default, one that is not a
 * number or out of range is malformed, and nothing is guessed.
 */
import { wireLimits } from '#src/api/contract.ts';
import { type Outcome, refuse } from './problem.ts';
import type { PullQuery } from './server.ts';

interface NumberRule {
  readonly least: number;
  readonly whole: boolean;
  readonly absent: number;
}

function readNumber(query: URLSearchParams, name: string, rule: NumberRule): Outcome<number> {
  const text = query.get(name);
  if (text === null) return { ok: true, value: rule.absent };
  const value = Number(text);
  const isGood = /^\d+(\.\d+)?$/.test(text) && (!rule.whole || Number.isSafeInteger(value));
  if (isGood && value >= rule.least) return { ok: true, value };
  const kind = rule.whole ? 'a whole number' : 'a number';
  return refuse('malformed', `“${name}” must be ${kind} from ${rule.least}, not “${text}”.`);
}

export function readAfter(query: URLSearchParams): Outcome<number> {
  return readNumber(query, 'after', { least: 0, whole: true, absent: 0 });
}

export function readPullQuery(query: URLSearchParams): Outcome<PullQuery> {
  const after = readAfter(query);
  if (!after.ok) return after;
  const limit = readNumber(query, 'limit', { least: 1, whole: true, absent: wireLimits.page });
  if (!limit.ok) return limit;
  const wait = readNumber(query, 'wait', { least: 0, whole: false, absent: 0 });
  if (!wait.ok) return wait;
  return { ok: true, value: { after: after.value, limit: limit.value, wait: wait.value } };
}
