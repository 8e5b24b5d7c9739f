/**
 * The contract of the event log, as tests every adapter must pass. `open` gives a log over one and the
 * same store each time, as a reload or another tab would; each test starts with an empty store.
 */

import { afterEach, expect, test, vi } from 'vitest';
import { type EventLog, eventKey, shelfOf } from '#src/storage/event-log.ts';
import { StorageError } from '#src/storage/storage-error.ts';
import { loadAll } from '#tests/load-all.ts';
import {
  asSet,
  otherShelf,
  serverSaid,
  shelf,
  upTo,
  wireEvent,
  wireEvents,
} from './wire-events.ts';

export interface Store {
  open(): Promise<EventLog>;
}

export function eventLogContract(adapter: string, makeStore: () => Store): void {
  const opened: EventLog[] = [];
  const sentence = (text: string) => `${adapter}: ${text}`;

  function stage(): Store {
    const store = makeStore();
    return {
      open: async () => {
        const log = await store.open();
        opened.push(log);
        return log;
      },
    };
  }

  afterEach(() => {
    for (const log of opened.splice(0)) log.close();
  });

  test(sentence('an unknown dossier is empty'), async () => {
    const log = await stage().open();
    expect(await loadAll(log, shelf)).toEqual({
      events: [],
      pending: [],
      refused: [],
      epoch: null,
      cursor: 0,
      head: 0,
      missing: 0,
      setAside: 0,
    });
  });

  test(sentence('rewound, it is received anew from the start and keeps what it has'), async () => {
    const store = stage();
    const log = await store.open();
    await log.receive(shelf, wireEvents(0, 3), upTo(3));
    await log.rewind(shelf);
    expect((await loadAll(log, shelf)).cursor).toBe(0);
    await log.receive(shelf, wireEvents(0, 2), upTo(2));
    const { events, cursor } = await loadAll(await store.open(), shelf);
    expect([asSet(events), cursor]).toEqual([asSet(wireEvents(0, 3)), 2]);
  });

  test(sentence('what was appended is there after a crash, and pending'), async () => {
    const store = stage();
    const [first, second, third] = [wireEvent(1), wireEvent(2), wireEvent(3)];
    const log = await store.open();
    await log.append(shelf, [first, second]);
    await log.append(shelf, [third]);
    const { events, pending, cursor } = await loadAll(await store.open(), shelf);
    expect(asSet(events)).toEqual(asSet([first, second, third]));
    expect([...pending].sort()).toEqual([first, second, third].map(eventKey).sort());
    expect(cursor).toBe(0);
  });

  test(sentence('what is appended twice, at once or again, is there once'), async () => {
    const log = await stage().open();
    await log.append(shelf, [wireEvent(1), wireEvent(1)]);
    await log.append(shelf, [wireEvent(1), wireEvent(2)]);
    const { events, pending } = await loadAll(log, shelf);
    expect(asSet(events)).toEqual(asSet([wireEvent(1), wireEvent(2)]));
    expect(pending).toHaveLength(2);
  });

  test(sentence('two actors may use one id'), async () => {
    const log = await stage().open();
    await log.append(shelf, [wireEvent(1), wireEvent(1, 'actor:ben')]);
    expect((await loadAll(log, shelf)).events).toHaveLength(2);
  });

  test(sentence('what is marked as sent stays and is no longer pending'), async () => {
    const store = stage();
    const log = await store.open();
    await log.append(shelf, wireEvents(0, 3));
    await log.markSent(shelf, [eventKey(wireEvent(0)), eventKey(wireEvent(2))]);
    const { events, pending } = await loadAll(await store.open(), shelf);
    expect(asSet(events)).toEqual(asSet(wireEvents(0, 3)));
    expect(pending).toEqual([eventKey(wireEvent(1))]);
  });

  test(sentence('marking an unknown event changes nothing'), async () => {
    const log = await stage().open();
    await log.markSent(shelf, [eventKey(wireEvent(1))]);
    await log.markRefused(shelf, [
      { key: eventKey(wireEvent(1)), problem: serverSaid('Not yours') },
    ]);
    expect(await loadAll(log, shelf)).toEqual({
      events: [],
      pending: [],
      refused: [],
      epoch: null,
      cursor: 0,
      head: 0,
      missing: 0,
      setAside: 0,
    });
  });

  test(sentence('a sent event does not become pending again, or refused'), async () => {
    const log = await stage().open();
    await log.append(shelf, [wireEvent(1)]);
    await log.markSent(shelf, [eventKey(wireEvent(1))]);
    await log.append(shelf, [wireEvent(1)]);
    await log.markRefused(shelf, [{ key: eventKey(wireEvent(1)), problem: serverSaid('Late') }]);
    const { events, pending, refused } = await loadAll(log, shelf);
    expect(events).toEqual([wireEvent(1)]);
    expect(pending).toEqual([]);
    expect(refused).toEqual([]);
  });

  test(sentence('a refused event is kept with its reason and not pending'), async () => {
    const store = stage();
    const log = await store.open();
    await log.append(shelf, wireEvents(0, 2));
    const refusal = {
      key: eventKey(wireEvent(0)),
      problem: serverSaid('The clock is ahead by an hour.'),
    };
    await log.markRefused(shelf, [refusal]);
    await log.append(shelf, [wireEvent(0)]);
    const { events, pending, refused } = await loadAll(await store.open(), shelf);
    expect(asSet(events)).toEqual(asSet(wireEvents(0, 2)));
    expect(pending).toEqual([eventKey(wireEvent(1))]);
    expect(refused).toEqual([refusal]);
  });

  test(sentence('a refused event that the server has after all counts as sent'), async () => {
    const log = await stage().open();
    await log.append(shelf, wireEvents(0, 2));
    await log.markRefused(shelf, [
      { key: eventKey(wireEvent(0)), problem: serverSaid('No') },
      { key: eventKey(wireEvent(1)), problem: serverSaid('No') },
    ]);
    await log.markSent(shelf, [eventKey(wireEvent(0))]);
    await log.receive(shelf, [wireEvent(1)], upTo(1));
    const { events, pending, refused } = await loadAll(log, shelf);
    expect(asSet(events)).toEqual(asSet(wireEvents(0, 2)));
    expect([...pending, ...refused]).toEqual([]);
  });

  test(sentence('a refused event that is to be tried again is pending, and no other'), async () => {
    const store = stage();
    const log = await store.open();
    await log.append(shelf, wireEvents(0, 4));
    const refusals = wireEvents(0, 3).map((event) => ({
      key: eventKey(event),
      problem: serverSaid('No'),
    }));
    await log.markRefused(shelf, refusals);
    await log.markSent(shelf, [eventKey(wireEvent(2))]);
    await log.unrefuse(shelf, [eventKey(wireEvent(0)), eventKey(wireEvent(2)), 'actor:x 9']);
    const { events, pending, refused } = await loadAll(await store.open(), shelf);
    expect(asSet(events)).toEqual(asSet(wireEvents(0, 4)));
    expect([...pending].sort()).toEqual([wireEvent(0), wireEvent(3)].map(eventKey));
    expect(refused).toEqual(refusals.slice(1, 2));
  });

  test(sentence('received events come with their cursor and are not pending'), async () => {
    const store = stage();
    const log = await store.open();
    await log.receive(shelf, wireEvents(0, 3), upTo(3));
    // Asked after 3, a server answered that there is nothing that could be read up to 5.
    await log.receive(shelf, [], { ...upTo(5), after: 3 });
    const { events, pending, cursor } = await loadAll(await store.open(), shelf);
    expect(asSet(events)).toEqual(asSet(wireEvents(0, 3)));
    expect(pending).toEqual([]);
    expect(cursor).toBe(5);
  });

  test(sentence('a page beyond a gap is kept and does not move the cursor'), async () => {
    const store = stage();
    const log = await store.open();
    await log.receive(shelf, wireEvents(0, 3), upTo(3));
    await log.receive(shelf, wireEvents(5, 7), upTo(7));
    expect(await loadAll(log, shelf)).toMatchObject({ cursor: 3, head: 7, missing: 0 });
    await log.receive(shelf, wireEvents(3, 7), upTo(7));
    const { events, cursor } = await loadAll(await store.open(), shelf);
    expect([asSet(events), cursor]).toEqual([asSet(wireEvents(0, 7)), 7]);
  });

  test(sentence('an own event that comes back is there once, and sent'), async () => {
    const log = await stage().open();
    await log.append(shelf, wireEvents(0, 2));
    await log.receive(shelf, [wireEvent(1), wireEvent(7, 'actor:ben')], upTo(2));
    const { events, pending } = await loadAll(log, shelf);
    expect(asSet(events)).toEqual(asSet([...wireEvents(0, 2), wireEvent(7, 'actor:ben')]));
    expect(pending).toEqual([eventKey(wireEvent(0))]);
  });

  test(sentence('pages received twice or overlapping are there once'), async () => {
    const store = stage();
    const [one, other] = [await store.open(), await store.open()];
    await Promise.all([
      one.receive(shelf, wireEvents(0, 4), upTo(4)),
      other.receive(shelf, wireEvents(0, 6), upTo(6)),
      one.receive(shelf, wireEvents(2, 6), upTo(6)),
      other.receive(shelf, wireEvents(0, 4), upTo(4)),
    ]);
    const { events, cursor } = await loadAll(one, shelf);
    expect(asSet(events)).toEqual(asSet(wireEvents(0, 6)));
    expect(cursor).toBe(6);
  });

  test(sentence('an older page adds what is new in it and leaves the cursor'), async () => {
    const log = await stage().open();
    await log.receive(shelf, wireEvents(5, 9), upTo(4));
    await log.receive(shelf, wireEvents(3, 6), upTo(3));
    const { events, cursor } = await loadAll(log, shelf);
    expect(asSet(events)).toEqual(asSet(wireEvents(3, 9)));
    expect(cursor).toBe(4);
  });

  test(
    sentence(
      'merged own events are pending, others’ are kept; the cursor stays, and what is known is passed over',
    ),
    async () => {
      const store = stage();
      const log = await store.open();
      const theirs = wireEvents(0, 4, 'actor:ben');
      await log.receive(shelf, [wireEvent(0), theirs[0]], upTo(2));
      await log.append(shelf, [wireEvent(1)]);
      for (let times = 0; times < 2; times += 1) {
        await log.merge(shelf, wireEvents(0, 4), theirs);
        const { events, pending, cursor, head } = await loadAll(await store.open(), shelf);
        expect(asSet(events)).toEqual(asSet([...wireEvents(0, 4), ...theirs]));
        expect([...pending].sort()).toEqual(wireEvents(1, 4).map(eventKey));
        expect({ cursor, head }).toEqual({ cursor: 2, head: 2 });
      }
      // A server gives some of them after all.
      await log.receive(shelf, [theirs[1], wireEvent(1), theirs[3]], { ...upTo(5), after: 2 });
      const { events, pending, cursor } = await loadAll(await store.open(), shelf);
      expect(asSet(events)).toEqual(asSet([...wireEvents(0, 4), ...theirs]));
      expect([...pending].sort()).toEqual(wireEvents(2, 4).map(eventKey));
      expect(cursor).toBe(5);
    },
  );

  test(
    sentence('a merge of which one event cannot be kept leaves nothing, of own and others’ alike'),
    async () => {
      const store = stage();
      const log = await store.open();
      const unkeepable = { ...wireEvent(2, 'actor:ben'), payload: { callback: () => {} } };
      const ours = { ...wireEvent(2), payload: unkeepable.payload };
      await expect(
        log.merge(shelf, wireEvents(0, 2), [wireEvent(0, 'actor:ben'), unkeepable]),
      ).rejects.toThrow(StorageError);
      await expect(
        log.merge(shelf, [wireEvent(0), ours], wireEvents(0, 2, 'actor:ben')),
      ).rejects.toThrow(StorageError);
      const { events, pending } = await loadAll(await store.open(), shelf);
      expect([...events, ...pending]).toEqual([]);
      await log.merge(shelf, wireEvents(0, 2), wireEvents(0, 2, 'actor:ben'));
      expect((await loadAll(log, shelf)).events).toHaveLength(4);
    },
  );

  test(sentence('another tab hears of what was merged'), async () => {
    const store = stage();
    const [reader, writer] = [await store.open(), await store.open()];
    const heard = vi.fn();
    reader.subscribe(shelf, heard);
    await writer.merge(shelf, [wireEvent(0)], [wireEvent(1, 'actor:ben')]);
    await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce());
    expect(asSet(heard.mock.calls[0]?.[0].events)).toEqual(
      asSet([wireEvent(0), wireEvent(1, 'actor:ben')]),
    );
  });

  test(sentence('if one event cannot be kept, nothing of its portion is'), async () => {
    const store = stage();
    const log = await store.open();
    const unkeepable = { ...wireEvent(2), payload: { callback: () => {} } };
    await log.append(shelf, [wireEvent(0)]);
    await expect(log.append(shelf, [wireEvent(1), unkeepable])).rejects.toThrow(StorageError);
    await expect(log.receive(shelf, [wireEvent(0), unkeepable], upTo(9))).rejects.toThrow(
      StorageError,
    );
    const { events, pending, cursor } = await loadAll(await store.open(), shelf);
    expect(events).toEqual([wireEvent(0)]);
    expect(pending).toEqual([eventKey(wireEvent(0))]);
    expect(cursor).toBe(0);
    await log.append(shelf, [wireEvent(1)]);
    expect((await loadAll(log, shelf)).events).toHaveLength(2);
  });

  test(sentence('what a log holds does not change with the object it was given'), async () => {
    const log = await stage().open();
    const payload = { status: 'open' };
    await log.append(shelf, [{ ...wireEvent(1), payload }]);
    payload.status = 'resolved';
    expect((await loadAll(log, shelf)).events).toEqual([
      { ...wireEvent(1), payload: { status: 'open' } },
    ]);
  });

  test(sentence('records that no parser would take come back as they are'), async () => {
    const log = await stage().open();
    const odd = { ...wireEvent(1), id: 'yesterday', at: '', payload: [null, { '': 'é\u0000' }] };
    const oddActor = { ...wireEvent(2), actor: 'two words', type: 'issue.moved.v99' };
    await log.append(shelf, [odd]);
    await log.receive(shelf, [oddActor], upTo(1));
    expect(asSet((await loadAll(log, shelf)).events)).toEqual(asSet([odd, oddActor]));
    await log.markSent(shelf, [eventKey(odd)]);
    const { events, pending } = await loadAll(log, shelf);
    expect(asSet(events)).toEqual(asSet([odd, oddActor]));
    expect(pending).toEqual([]);
  });

  test(sentence('dossiers do not mix'), async () => {
    const log = await stage().open();
    await log.append(shelf, [wireEvent(1)]);
    await log.append(otherShelf, [wireEvent(1), wireEvent(2)]);
    await log.receive(otherShelf, [wireEvent(3)], upTo(3));
    await log.markSent(otherShelf, [eventKey(wireEvent(1))]);
    expect(await loadAll(log, shelf)).toEqual({
      events: [wireEvent(1)],
      pending: [eventKey(wireEvent(1))],
      refused: [],
      epoch: null,
      cursor: 0,
      head: 0,
      missing: 0,
      setAside: 0,
    });
    const other = await loadAll(log, otherShelf);
    expect(asSet(other.events)).toEqual(asSet(wireEvents(1, 4)));
    expect(other.pending).toEqual([eventKey(wireEvent(2))]);
  });

  test(sentence('every shelf with something on it is named, and no other'), async () => {
    const store = stage();
    const log = await store.open();
    expect(await log.shelves()).toEqual([]);
    await log.read(otherShelf, () => {});
    await log.append(shelf, [wireEvent(1)]);
    expect(await log.shelves()).toEqual([shelf]);
    await log.receive(otherShelf, [wireEvent(2)], upTo(1));
    const ben = shelfOf('actor:ben', 'us-india');
    await log.receive(ben, [], { epoch: 'another', cursor: 0, head: 0, after: 0 });
    await log.markSent(shelf, [eventKey(wireEvent(1))]);
    expect(await (await store.open()).shelves()).toEqual([shelf, otherShelf, ben].sort());
  });

  test(sentence('the actor is kept'), async () => {
    const store = stage();
    const log = await store.open();
    expect(await log.loadActor()).toBeNull();
    await log.saveActor('actor:asha');
    await log.saveActor('actor:ben');
    expect(await (await store.open()).loadActor()).toBe('actor:ben');
  });

  test(sentence('other logs of the store hear what is new, the writer does not'), async () => {
    const store = stage();
    const [writer, reader] = [await store.open(), await store.open()];
    const heard = vi.fn();
    const overheard = vi.fn();
    const elsewhere = vi.fn();
    reader.subscribe(shelf, heard);
    writer.subscribe(shelf, overheard);
    reader.subscribe(otherShelf, elsewhere);
    await writer.append(shelf, [wireEvent(1)]);
    await writer.append(shelf, [wireEvent(1)]);
    await writer.receive(shelf, [wireEvent(1), wireEvent(2)], upTo(2));
    await writer.receive(shelf, [wireEvent(2), wireEvent(3)], upTo(3));
    await vi.waitFor(() =>
      expect(heard).toHaveBeenLastCalledWith({
        events: expect.arrayContaining([wireEvent(3)]),
        gone: [],
      }),
    );
    expect(heard.mock.calls[0]).toEqual([{ events: [wireEvent(1)], gone: [] }]);
    expect(overheard).not.toHaveBeenCalled();
    expect(elsewhere).not.toHaveBeenCalled();
  });

  test(
    sentence('what stands under new ids takes the place of the old, and other logs hear it'),
    async () => {
      const store = stage();
      const [log, reader] = [await store.open(), await store.open()];
      const heard = vi.fn();
      reader.subscribe(shelf, heard);
      await log.append(shelf, [wireEvent(1), wireEvent(2)]);
      const gone = [eventKey(wireEvent(1))];
      expect(await log.replace(shelf, gone, [wireEvent(9)])).toBe(true);
      const { events, pending } = await loadAll(await store.open(), shelf);
      expect(asSet(events)).toEqual(asSet([wireEvent(2), wireEvent(9)]));
      expect([...pending].sort()).toEqual([wireEvent(2), wireEvent(9)].map(eventKey));
      await vi.waitFor(() =>
        expect(heard).toHaveBeenLastCalledWith({ events: [wireEvent(9)], gone }),
      );
    },
  );

  test(
    sentence(
      'where one of what is to be replaced waits no more, nothing happens, and nobody hears',
    ),
    async () => {
      const store = stage();
      const [log, other] = [await store.open(), await store.open()];
      const [one, two] = [wireEvent(1), wireEvent(2)].map(eventKey);
      if (!one || !two) throw new RangeError('There are two');
      await log.append(shelf, [wireEvent(1), wireEvent(2)]);
      const heard = vi.fn();
      other.subscribe(shelf, heard);
      await log.markSent(shelf, [two]);
      expect(await log.replace(shelf, [one, two], [wireEvent(8), wireEvent(9)])).toBe(false);
      const results = await Promise.all([
        log.replace(shelf, [one], [wireEvent(8)]),
        other.replace(shelf, [one], [wireEvent(9)]),
      ]);
      expect(results.toSorted()).toEqual([false, true]);
      const { events } = await loadAll(await store.open(), shelf);
      expect(events).toHaveLength(2);
      expect(events).toContainEqual(wireEvent(2));
    },
  );

  test(sentence('who has stopped listening hears no more'), async () => {
    const store = stage();
    const [writer, reader] = [await store.open(), await store.open()];
    const stopped = vi.fn();
    const heard = vi.fn();
    const stop = reader.subscribe(shelf, stopped);
    reader.subscribe(shelf, heard);
    stop();
    await writer.append(shelf, [wireEvent(1)]);
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1));
    expect(stopped).not.toHaveBeenCalled();
  });

  test(sentence('a closed log refuses, and says that it is closed'), async () => {
    const log = await stage().open();
    log.close();
    const refusal = { kind: 'closed', problem: { code: 'store-closed' } };
    await expect(log.append(shelf, [wireEvent(1)])).rejects.toMatchObject(refusal);
    await expect(loadAll(log, shelf)).rejects.toMatchObject(refusal);
  });
}
