/**
 * What a user is told when this device cannot keep something: what happened, what was kept, what to do next.
 * `refused`: the store cannot be opened, or will not take this as it is; `full`: there is no room left;
 * `passing`: it failed for once, and may succeed when it is tried again; `closed`: this page no longer has the
 * store, because a newer version took it over, the data were cleared or `close` was called.
 */
export type StorageErrorKind = 'refused' | 'full' | 'passing' | 'closed';

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

export function takenOver(): StorageError {
  return new StorageError(
    'closed',
    'A newer version of Parley was opened in another tab and has taken over the store. Everything saved before is kept. Reload this page to go on.',
  );
}

/** What failed because of what it was asked to do, and fails again. */
const lasting: readonly string[] = ['DataCloneError', 'DataError', 'ConstraintError', 'TypeError'];

/** Said of an operation that failed; nothing of it was kept, since each is one transaction. */
export function failedOperation(cause: unknown): StorageError {
  if (cause instanceof StorageError) return cause;
  const name = nameOf(cause);
  if (name === 'QuotaExceededError') {
    return new StorageError(
      'full',
      'There is no room left on this device, so this was not saved. What was saved before is kept. Export the dossier or free some space, then try again.',
      cause,
    );
  }
  if (lasting.includes(name)) {
    return new StorageError(
      'refused',
      'The browser does not store this as it is, so it was not saved. What was saved before is kept. Export the dossier and reload the page.',
      cause,
    );
  }
  return new StorageError(
    'passing',
    'The browser could not save or read this just now, and nothing of it was saved. It can be tried again; if it goes on, export the dossier and reload the page.',
    cause,
  );
}

export function nameOf(cause: unknown): string {
  return cause instanceof Error || cause instanceof DOMException ? cause.name : '';
}

/** Said while a store that was lost while the page was open cannot be opened again. */
export function lostStore(loss: 'deleted' | 'closed', cause: unknown): StorageError {
  const happened =
    loss === 'deleted'
      ? 'What Parley had stored in this browser was deleted while this page was open'
      : 'The browser has closed the store, perhaps because the site’s data were cleared';
  return new StorageError(
    'closed',
    `${happened}, and a new store cannot be opened. What is on this page is still here: export the dossier, then reload.`,
    cause,
  );
}

export function refusedOpening(cause?: unknown): StorageError {
  return new StorageError(
    'refused',
    'This browser does not let Parley store anything here, perhaps because the window is private or site data are blocked. You can work on, but changes are kept only until this page is closed: export the dossier before you leave.',
    cause,
  );
}

export function blockedOpening(): StorageError {
  return new StorageError(
    'refused',
    'Another tab holds the store open with an older version of Parley. Nothing is lost. Close the other tabs, then reload this page.',
  );
}

/** The upgrade of an older store broke off; it has been taken back whole. */
export function failedUpgrade(cause: unknown): StorageError {
  const hasNoRoom = nameOf(cause) === 'QuotaExceededError';
  return new StorageError(
    hasNoRoom ? 'full' : 'refused',
    `What an older version of Parley stored here could not be brought up to date${hasNoRoom ? ', for there is no room left on this device' : ''}. It is kept untouched. ${hasNoRoom ? 'Free some space, then reload' : 'Reload'} this page to try again.`,
    cause,
  );
}

export function newerData(): StorageError {
  return new StorageError(
    'refused',
    'What is stored here was written by a newer version of Parley. It is kept untouched. Reload this page to get that version.',
  );
}

export function strangeData(): StorageError {
  return new StorageError(
    'refused',
    'What is stored here is not what this version of Parley stores. It is kept untouched. You can work on, but changes are kept only until this page is closed: export the dossier before you leave.',
  );
}
