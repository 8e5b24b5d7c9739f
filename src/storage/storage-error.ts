/**
 * What a user is told when this device cannot keep something: what happened, what was kept, what to do next.
 * `refused`: the store cannot be opened, or would not take this; `full`: there is no room left; `closed`: this
 * page no longer has the store, because a newer version took it over, the data were cleared or `close` was called.
 */
export type StorageErrorKind = 'refused' | 'full' | 'closed';

export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly kind: StorageErrorKind;

  constructor(kind: StorageErrorKind, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
  }
}

/** Said of a log whose `close` was called, by every adapter. */
export function closedByThisPage(): StorageError {
  return new StorageError(
    'closed',
    'This page has closed its store. Everything saved before is kept. Reload the page to go on.',
  );
}

/** Said of an operation that failed; nothing of it was kept, since each is one transaction. */
export function failedOperation(cause: unknown): StorageError {
  const name = cause instanceof Error || cause instanceof DOMException ? cause.name : '';
  if (name === 'QuotaExceededError') {
    return new StorageError(
      'full',
      'There is no room left on this device, so the last change was not saved. Everything saved before is kept. Export the dossier or free some space, then try again.',
      cause,
    );
  }
  return new StorageError(
    'refused',
    'The browser would not save or read this. Everything saved before is kept. Try again; if it happens again, export the dossier and reload the page.',
    cause,
  );
}
