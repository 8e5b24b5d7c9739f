/**
 * Transactions that are all or nothing: the promise resolves when it is committed, or nothing has happened. What is
 * asked for together within one is asked by functions that are async, so that one that throws leaves no answer of
 * another unheard.
 */

interface Transaction {
  readonly done: Promise<void>;
  abort(): void;
}

/** Does the work and waits for the commit; if either fails, takes all of it back before rejecting. */
export async function committed<T>(transaction: Transaction, work: () => Promise<T>): Promise<T> {
  const outcome = transaction.done.then(
    () => null,
    (reason: unknown) => ({ reason }),
  );
  let result: T;
  try {
    result = await work();
  } catch (cause) {
    abort(transaction);
    throw tellingCause(cause, await outcome);
  }
  const failure = await outcome;
  if (failure) throw failure.reason;
  return result;
}

function abort(transaction: Transaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already, which is what was wanted.
  }
}

/** A request cut short says only that its transaction ended; the transaction may know why. */
function tellingCause(cause: unknown, failure: { readonly reason: unknown } | null): unknown {
  const isCutShort = cause instanceof DOMException && cause.name === 'AbortError';
  return isCutShort && failure ? failure.reason : cause;
}
