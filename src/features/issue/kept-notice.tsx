/** Says that a text not saved yet has lost its place, while it is nowhere else on the page. */
import { useEffect } from 'react';
import { openDialog } from '#src/commands/change-view.ts';
import { useCommand } from '#src/commands/use-command.ts';
import type { IssueId } from '#src/domain/ids.ts';
import { useDossier, useDrafts, usePresent, useScreen, useStores } from '#src/store/hooks.ts';
import { Button } from '#src/ui/button.tsx';
import * as words from '#src/words/compiled/kept.ts';
import { isLost, lostTexts } from './lost-texts.ts';

/** `open`: the issue whose panel shows what is about it. */
export function KeptNotice({ open }: { open: IssueId | null }) {
  const { drafts, session } = useStores();
  const isWhole = useDossier((state) => state.opening.kind === 'whole');
  const folded = usePresent((present) => present);
  const texts = useDrafts((state) => state.texts);
  const dialog = useScreen((state) => state.dialog);
  const show = useCommand(openDialog);
  useEffect(() => {
    if (!isWhole) return;
    const whole = session.store.getState().folded;
    for (const name of drafts.namesElsewhere()) if (isLost(name, whole)) void drafts.claim(name);
  }, [drafts, session, isWhole]);
  if (!isWhole || dialog?.kind === 'kept-texts') return null;
  const edited = dialog?.kind === 'edit-issue' ? dialog.issue : null;
  const elsewhere = lostTexts(texts, folded).filter(
    // Of one that not even the log knows there is no panel to show it.
    ({ issue, kind }) =>
      issue === null || (issue !== open && !(kind === 'issue' && issue === edited)),
  );
  if (elsewhere.length === 0) return null;
  return (
    <div
      role="note"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b bg-well px-3 py-2 text-sm sm:px-5 print:hidden"
    >
      <p className="min-w-0 flex-1 basis-64">{words.notice({ count: elsewhere.length })}</p>
      <Button onClick={() => void show({ kind: 'kept-texts' })}>{words.show()}</Button>
    </div>
  );
}
