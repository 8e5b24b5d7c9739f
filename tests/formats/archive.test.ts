// @vitest-environment node
/** The archive: what is written is read back, and nothing that was cut, changed or made up is taken for one. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boardOf } from '#src/domain/board.ts';
import type { LogEvent } from '#src/domain/event.ts';
import { addToLog, emptyLog } from '#src/domain/log.ts';
import { parseEvent } from '#src/domain/parse-event.ts';
import {
  type Archive,
  isArchive,
  type ReadArchive,
  readArchive,
  writeArchive,
} from '#src/formats/archive.ts';
import { eventKey } from '#src/storage/event-log.ts';
import { addIssue, logs, on, recorder, shuffled } from '#tests/builders.ts';

const now = Date.parse(on('2027-01-01'));

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function read(text: string | Uint8Array, time = now): ReadArchive {
  const reading = readArchive(typeof text === 'string' ? bytesOf(text) : text, time);
  for (;;) {
    const step = reading.next();
    if (step.done) return step.value;
  }
}

function codeOf(text: string | Uint8Array): string {
  const result = read(text);
  return result.ok ? 'ok' : result.problem.code;
}

function small(): Archive {
  const { record } = recorder('actor:me');
  const payload = { title: 'Łódź “talks” – 日本 😀', parties: ['EU', 'JP'] };
  const events = record(
    { type: 'dossier.described.v1', subject: 'dossier:eu-jp', payload },
    addIssue('issue:cars', { title: 'Line\nbreak\u2028and tab\t' }),
  );
  return { dossier: 'eu-jp', title: payload.title, events };
}

/** An archive of these lines, as another program would write it. */
function made(lines: readonly string[], head: Readonly<Record<string, unknown>> = {}): string {
  const body = lines.map((line) => `${line}\n`).join('');
  const sha256 = createHash('sha256').update(body).digest('hex');
  const said = { format: 'parley-archive', version: 1, dossier: 'eu-jp', title: 'Talks' };
  return `${JSON.stringify({ ...said, events: lines.length, sha256, ...head })}\n${body}`;
}

test('whatever a dossier holds comes back as it was, in whatever order it was written', () => {
  let events = 0;
  fc.assert(
    fc.property(
      logs.chain((log) => fc.tuple(fc.constant(log), shuffled(log))),
      ([log, other]) => {
        const archive = { dossier: 'us-india', title: 'Talks' };
        const text = writeArchive({ ...archive, events: log });
        expect(writeArchive({ ...archive, events: other })).toBe(text);
        const result = read(text);
        if (!result.ok) throw new Error(JSON.stringify(result.problem));
        events += log.length;
        const keys = (all: readonly LogEvent[]) => all.map(eventKey).sort();
        expect(keys(result.archive.events)).toEqual(keys(log));
        const board = (all: readonly LogEvent[]) => boardOf(addToLog(emptyLog, all).log);
        expect(board(result.archive.events)).toEqual(board(log));
      },
    ),
    { numRuns: 60 },
  );
  expect(events).toBeGreaterThan(200);
});

test('it says what it is in its first line, and holds the events as they are stored', () => {
  const archive = small();
  const [head = '', ...lines] = writeArchive(archive).split('\n');
  expect(JSON.parse(head)).toEqual({
    format: 'parley-archive',
    version: 1,
    dossier: 'eu-jp',
    title: archive.title,
    events: 2,
    sha256: createHash('sha256').update(lines.join('\n')).digest('hex'),
  });
  expect(lines.at(-1)).toBe('');
  expect(lines.slice(0, -1).map((line) => parseEvent(JSON.parse(line)))).toEqual(
    archive.events.map((event) => ({ ok: true, event })),
  );
});

test('one that is cut anywhere, or of which any byte is another, is not taken', () => {
  const whole = bytesOf(writeArchive(small()));
  expect(codeOf(whole)).toBe('ok');
  for (let end = 0; end < whole.length; end += 1) {
    expect(codeOf(whole.subarray(0, end)), `cut at ${end}`).not.toBe('ok');
  }
  const bodyFrom = whole.indexOf(0x0a) + 1;
  for (let at = bodyFrom; at < whole.length; at += 1) {
    const changed = whole.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(codeOf(changed), `changed at ${at}`).not.toBe('ok');
  }
});

test('what is wrong is told', () => {
  const text = writeArchive(small());
  const lines = text.split('\n').slice(1, -1);
  const whole = bytesOf(text);
  expect(read(text.slice(0, text.lastIndexOf('{')))).toMatchObject({
    problem: { code: 'archive-cut', found: 1, said: 2 },
  });
  expect(codeOf(text.replace('tab', 'tub'))).toBe('archive-changed');
  expect(read(made(lines, { version: 7 }))).toMatchObject({
    problem: { code: 'archive-newer', version: 7 },
  });
  for (const head of [
    { dossier: '../us' },
    { dossier: 7 },
    { events: -1 },
    { events: 1.5 },
    { sha256: 'abc' },
    { version: '1' },
  ]) {
    expect(codeOf(made(lines, head)), JSON.stringify(head)).toBe('archive-head');
  }
  expect(read(made([lines[0] ?? '', '{"id":"x"}']))).toMatchObject({
    problem: { code: 'archive-line', line: 3 },
  });
  expect(read(made([lines[0] ?? '', 'null', lines[1] ?? '']))).toMatchObject({
    problem: { code: 'archive-line', line: 3 },
  });
  expect(codeOf(new Uint8Array([...whole, 0xff]))).not.toBe('ok');
  expect(read(text, Date.parse(on('2025-11-01')))).toMatchObject({
    problem: { code: 'archive-ahead', line: 2 },
  });
});

test('the first line, which the checksum does not cover, neither names the dossier nor moves it to another', () => {
  const text = writeArchive(small());
  const renamed = read(text.replace('"title":"Łódź', '"title":"Paris'));
  expect(renamed).toMatchObject({ ok: true, archive: { title: small().title } });
  expect(codeOf(text.replace('"dossier":"eu-jp"', '"dossier":"us-india"'))).toBe('archive-head');
});

test('what happened after it was recorded is no entry', () => {
  const [line = ''] = writeArchive(small()).split('\n').slice(1);
  const foretold = JSON.stringify({ ...JSON.parse(line), at: '2026-12-01T00:00:00.000Z' });
  expect(read(made([foretold]))).toMatchObject({ problem: { code: 'archive-line', line: 2 } });
});

test.for<[string, string]>([
  ['nothing', ''],
  ['a line feed', '\n'],
  ['another app’s JSON', '{"name":"Board","lists":[]}'],
  ['a list', '[]\n'],
  ['a table', 'Issue,Status\nCars,Open\n'],
  ['a page', '<!doctype html>\n<title>Sign in</title>\n'],
  ['a zip', 'PK\u0003\u0004 and so on\n'],
  ['keys that mean something else', '{"__proto__":{"format":"parley-archive"}}\n'],
])('%s is no archive', ([, text]) => {
  expect(isArchive(bytesOf(text))).toBe(false);
  expect(codeOf(text)).toBe('not-an-archive');
});

test('a mark before the first line does no harm, and an empty dossier is one', () => {
  const text = writeArchive(small());
  expect(codeOf(`\ufeff${text}`)).toBe('ok');
  expect(isArchive(bytesOf(`\ufeff${text}`))).toBe(true);
  expect(codeOf(writeArchive({ dossier: 'none', title: '', events: [] }))).toBe('ok');
});
