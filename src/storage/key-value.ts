/**
 * The port to small things worth keeping on this device that are no part of the log: a note not yet saved,
 * the last dossier opened, which lanes are collapsed, how much room cards take. Synchronous, so that a keystroke is kept
 * at once.
 */
export interface KeyValue {
  get(key: string): string | null;
  /** Keeps the value; `null` forgets it. False where the device will not have it: then this page alone knows it. */
  set(key: string, value: string | null): boolean;
  /** The keys that begin so, of every page of this browser. */
  keys(prefix: string): readonly string[];
}

export function memoryKeyValue(): KeyValue {
  const values = new Map<string, string>();
  return {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => {
      if (value === null) values.delete(key);
      else values.set(key, value);
      return true;
    },
    keys: (prefix) => [...values.keys()].filter((key) => key.startsWith(prefix)),
  };
}

/** `localStorage`, or memory where the browser refuses it (private mode, blocked site data, no room). */
export function browserKeyValue(storage: () => Storage): KeyValue {
  const memory = memoryKeyValue();
  /** Keys whose latest value the device would not take; for these, what it has is out of date. */
  const refused = new Set<string>();
  return {
    get: (key) => {
      if (refused.has(key)) return memory.get(key);
      try {
        return storage().getItem(key);
      } catch {
        return memory.get(key);
      }
    },
    set: (key, value) => {
      memory.set(key, value);
      try {
        if (value === null) storage().removeItem(key);
        else storage().setItem(key, value);
        refused.delete(key);
        return true;
      } catch {
        // Refused or full: the value stays in memory, which is all that can be done for it.
        refused.add(key);
        return false;
      }
    },
    keys: (prefix) => {
      const here = memory.keys(prefix);
      try {
        const device = storage();
        const keys = here.filter((key) => refused.has(key));
        for (let place = 0; place < device.length; place += 1) {
          const key = device.key(place);
          if (key?.startsWith(prefix) && !refused.has(key)) keys.push(key);
        }
        return keys;
      } catch {
        return here;
      }
    },
  };
}
