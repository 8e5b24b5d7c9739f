/** What something was when it was there last, for what goes on without it. */
import { useState } from 'react';

/** Null where it has not been there since the component came. */
export function useLast<T extends object>(present: T | null | undefined): T | null {
  const [last, setLast] = useState(present ?? null);
  if (present && present !== last) setLast(present);
  return present ?? last;
}
