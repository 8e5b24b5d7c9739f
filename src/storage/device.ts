/**
 * The port to what a browser says of the room it gives to this page's address, and of how long it keeps what is there.
 * Nothing here rejects: what a browser does not say is null.
 */

export interface Device {
  /** Bytes, of all that stands at this address. */
  usage(): Promise<{ readonly used: number; readonly allowed: number } | null>;
  /** Whether the browser has promised to throw nothing away by itself. */
  isPersisted(): Promise<boolean | null>;
  /** Asks for that promise; some browsers ask the reader. */
  persist(): Promise<boolean | null>;
  /** Bytes of the app's own files, as they are kept to open without a network; null where none are. */
  appSize(): Promise<number | null>;
  /** Whether this is the only page of this address that is open. Null where the browser does not say. */
  isAlone(): Promise<boolean | null>;
  /** Throws away all that this address keeps in this browser, the app's files apart, and opens it anew. */
  reset(): void;
}
