/** A list that stays one: WebKit calls one whose items bear no marks a group once they have changed, unless it is told. */
import type { ComponentProps } from 'react';

export function List(props: ComponentProps<'ul'>) {
  // biome-ignore lint/a11y/noRedundantRoles: see above
  return <ul role="list" {...props} />;
}

export function OrderedList(props: ComponentProps<'ol'>) {
  // biome-ignore lint/a11y/noRedundantRoles: see above
  return <ol role="list" {...props} />;
}
