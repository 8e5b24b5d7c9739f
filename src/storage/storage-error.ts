/**
 * What this device fails at, as a problem the reader is told of, and of which kind it is. `refused`: the store cannot be
 * opened, or will not take this as it is; `full`: there is no room left; `passing`: it failed for once, and may succeed
 * when it is tried again; `closed`: this page no longer has the store, because a newer version took it over, the data
 * were cleared or `close` was called.
 */
import { Failure, type StoreProblem } from '#src/domain/problem.ts';

export type StorageErrorKind = 'refused' | 'full' | 'passing' | 'closed';

const kinds: Readonly<Record<StoreProblem['code'], StorageErrorKind>> = {
  'store-closed': 'closed',
  'store-taken-over': 'closed',
  'store-full': 'full',
  'store-not-taken': 'refused',
  'store-failing': 'passing',
  'store-deleted': 'closed',
  'store-lost': 'closed',
  'store-refused': 'refused',
  'store-blocked': 'refused',
  'store-upgrade-full': 'full',
  'store-upgrade-failed': 'refused',
  'store-newer': 'refused',
  'store-strange': 'refused',
};

export class StorageError extends Failure {
  override readonly name = 'StorageError';
  override readonly problem: StoreProblem;
  readonly kind: StorageErrorKind;

  constructor(code: StoreProblem['code'], cause?: unknown) {
    const problem = { code };
    super(problem, cause === undefined ? undefined : { cause });
    this.problem = problem;
    this.kind = kinds[code];
  }
}

/** What failed because of what it was asked to do, and fails again. */
const lasting: readonly string[] = ['DataCloneError', 'DataError', 'ConstraintError', 'TypeError'];

/** Of an operation that failed; nothing of it was kept, since each is one transaction. */
export function failedOperation(cause: unknown): StorageError {
  if (cause instanceof StorageError) return cause;
  const name = nameOf(cause);
  if (name === 'QuotaExceededError') return new StorageError('store-full', cause);
  return new StorageError(lasting.includes(name) ? 'store-not-taken' : 'store-failing', cause);
}

export function nameOf(cause: unknown): string {
  return cause instanceof Error || cause instanceof DOMException ? cause.name : '';
}

/** The upgrade of an older store broke off; it has been taken back whole. */
export function failedUpgrade(cause: unknown): StorageError {
  const hasNoRoom = nameOf(cause) === 'QuotaExceededError';
  return new StorageError(hasNoRoom ? 'store-upgrade-full' : 'store-upgrade-failed', cause);
}
