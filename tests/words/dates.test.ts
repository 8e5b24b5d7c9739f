// @vitest-environment node
/** Days of the talks, and moments of recording, as readers in several time zones see them. */
import { afterEach, describe, expect, test, vi } from 'vitest';

const zones = ['Pacific/Apia', 'Pacific/Niue', 'Asia/Kolkata', 'America/New_York', 'UTC'] as const;
const before = process.env.TZ;

afterEach(() => {
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
});

/** The module as a page that opens in this zone has it. */
async function datesIn(zone: string) {
  process.env.TZ = zone;
  vi.resetModules();
  return import('#src/words/dates.ts');
}

test('the zones are really those, and stand on both sides of the day', async () => {
  const hours: string[] = [];
  for (const zone of zones) {
    const { formatMinute } = await datesIn(zone);
    hours.push(formatMinute('2025-11-05T11:20:00.000Z'));
  }
  expect(hours).toEqual([
    '6 Nov 2025, 00:20',
    '5 Nov 2025, 00:20',
    '5 Nov 2025, 16:50',
    '5 Nov 2025, 06:20',
    '5 Nov 2025, 11:20',
  ]);
});

describe.each(zones)('in %s', (zone) => {
  test('a day of the talks is that day, with no hour', async () => {
    const { formatDay, formatMinute, machineDate } = await datesIn(zone);
    for (const [day, shown] of [
      ['2018-03-23', '23 Mar 2018'],
      ['2017-10-01', '1 Oct 2017'],
      ['2024-02-29', '29 Feb 2024'],
      ['2025-09-30', '30 Sep 2025'],
      ['2025-12-31', '31 Dec 2025'],
    ]) {
      expect(formatDay(`${day}T00:00:00.000Z`)).toBe(shown);
      expect(formatMinute(`${day}T00:00:00.000Z`)).toBe(shown);
      expect(machineDate(`${day}T00:00:00.000Z`)).toBe(day);
    }
  });

  test('a moment is the reader’s own day and hour', async () => {
    const { formatDay, formatMomentDay, machineDate } = await datesIn(zone);
    for (let hour = 0; hour < 24; hour += 1) {
      const moment = new Date(Date.UTC(2025, 10, 5, hour, 30));
      const local = `${moment.getDate()} Nov 2025`;
      expect(formatDay(moment.toISOString())).toBe(local);
      expect(formatMomentDay(moment.toISOString())).toBe(local);
      expect(machineDate(moment.toISOString())).toBe(moment.toISOString());
    }
  });

  test('what is recorded is never a day of the talks, not even at midnight', async () => {
    const { formatMomentDay } = await datesIn(zone);
    const midnight = new Date('2025-11-05T00:00:00.000Z');
    expect(formatMomentDay(midnight.toISOString())).toBe(`${midnight.getDate()} Nov 2025`);
  });

  test('a day is said to be recorded later only where it is later both here and in UTC', async () => {
    const { isRecordedOnDay } = await datesIn(zone);
    const day = '2018-03-23T00:00:00.000Z';
    for (const hour of ['00:00', '11:20', '23:59']) {
      expect(isRecordedOnDay(day, `2018-03-23T${hour}:00.000Z`)).toBe(true);
    }
    expect(isRecordedOnDay(day, '2018-03-25T12:00:00.000Z')).toBe(false);
    expect(isRecordedOnDay(day, '2025-11-05T00:00:00.000Z')).toBe(false);
    const late = new Date(2018, 2, 23, 23, 30).toISOString();
    expect(isRecordedOnDay(day, late)).toBe(true);
    const now = '2025-11-05T11:20:00.000Z';
    expect(isRecordedOnDay(now, now)).toBe(true);
    expect(isRecordedOnDay('2025-11-03T11:20:00.000Z', now)).toBe(false);
  });
});
