/** Offers a newer version of the app, which waits for the reader's word. */
import { use } from 'react';
import { Notice } from '#src/features/status/notice.tsx';
import { Button } from '#src/ui/button.tsx';
import * as words from '#src/words/compiled/header.ts';
import { reload } from '#src/words/compiled/ui.ts';
import { KeeperContext, useKeeping } from './use-keeping.ts';

export function NewVersion() {
  const keeper = use(KeeperContext);
  const keeping = useKeeping();
  if (!keeping?.isNewer) return null;
  return (
    <Notice tone="news" action={<Button onClick={() => keeper?.reload()}>{reload()}</Button>}>
      {words.newVersion()}
    </Notice>
  );
}
