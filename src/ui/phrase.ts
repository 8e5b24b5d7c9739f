/** The parts of a message, some of them elements, as something that can be shown. */
import { createElement, Fragment, type ReactNode } from 'react';

/** Each part is a child by its place, so that none needs a key. */
export function phrase(parts: readonly ReactNode[]): ReactNode {
  return createElement(Fragment, null, ...parts);
}
