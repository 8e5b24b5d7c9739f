/** The dialog in which a move that is recorded already gets its reason. */
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { closeDialog } from '#src/commands/change-view.ts';
import { checkReason, sayWhy } from '#src/commands/explain-move.ts';
import { keepText } from '#src/commands/texts.ts';
import { useBusy, useCommand } from '#src/commands/use-command.ts';
import { useDiscard } from '#src/commands/use-discard.ts';
import { explanationProblem } from '#src/domain/explain-move.ts';
import type { IssueId } from '#src/domain/ids.ts';
import type { EntryProblem } from '#src/domain/problem.ts';
import { useEvents, usePresent, useStores } from '#src/store/hooks.ts';
import type { MoveName, Screen } from '#src/store/screen.ts';
import { useDraft } from '#src/store/use-draft.ts';
import { Button } from '#src/ui/button.tsx';
import { Dialog, DialogFooter } from '#src/ui/dialog.tsx';
import { Field, inputClass } from '#src/ui/field.tsx';
import { phrase } from '#src/ui/phrase.ts';
import { LostPlace, UnsavedText } from '#src/ui/text-notes.tsx';
import { useIsHere } from '#src/ui/use-is-here.ts';
import * as commands from '#src/words/compiled/commands.ts';
import * as words from '#src/words/compiled/say-why.ts';
import { problemText } from '#src/words/problems.ts';
import { statusLabel } from '#src/words/vocabulary.ts';
import { CopyButton } from './copy-button.tsx';
import { reasonDraftName } from './draft-names.ts';

export function SayWhyDialog({ issue: id, move }: MoveName) {
  const title = usePresent(({ board }) => board.issues.get(id)?.title ?? '');
  const events = useEvents(id);
  const { screen } = useStores();
  const draft = useDraft(reasonDraftName(id));
  const [problem, setProblem] = useState<EntryProblem | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const isHere = useIsHere();
  const close = useCommand(closeDialog);
  const say = useCommand(sayWhy);
  const sayKept = useCommand(keepText);
  const discard = useDiscard();
  const isBusy = useBusy(sayWhy, { issue: id });
  useFocusAfter(id, screen);
  const lost = explanationProblem(events, move);
  const moved = events.find((event) => event.id === move);

  const leave = () => {
    void close();
    if (draft.isChanged) void sayKept({ name: words.title(), isOnDevice: draft.isOnDevice });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { text } = draft;
    const found = checkReason(text);
    setProblem(found);
    if (found !== null) {
      field.current?.focus();
      return;
    }
    if (!(await say({ issue: id, move, reason: text }))) return;
    if (draft.saved(text) && isHere.current) await close();
  };
  const giveUp = () => {
    discard(draft);
    void close();
  };

  return (
    <Dialog
      title={words.title()}
      onClose={leave}
      hasUnsaved={draft.isChanged}
      initialFocus={field}
      givesFocusBack={() => screen.store.getState().focus === null}
    >
      <form noValidate onSubmit={submit} className="grid gap-4">
        <UnsavedText
          isBack={draft.isBack}
          onStartOver={() => discard(draft)}
          onBringOther={draft.bringOther}
        />
        {lost && <LostPlace>{words.kept({ why: problemText(lost) })}</LostPlace>}
        {moved?.type === 'issue.moved.v1' && (
          <p className="text-sm wrap-anywhere text-soft">
            {phrase(
              words.move({
                title: () => <bdi className="font-semibold text-ink">{title}</bdi>,
                status: statusLabel(moved.payload.status),
              }),
            )}
          </p>
        )}
        <Field
          label={words.reason()}
          hint={words.hint()}
          problem={problem ? problemText(problem) : undefined}
        >
          {(control) => (
            <textarea
              {...control}
              ref={field}
              rows={3}
              dir="auto"
              value={draft.text}
              onChange={({ target }) => {
                draft.write(target.value);
                setProblem(null);
              }}
              onKeyDown={(event) => {
                // One short text: Enter sends it, as in a line; with Shift it goes on in the next one.
                if (event.key !== 'Enter' || event.shiftKey) return;
                event.preventDefault();
                event.currentTarget.form?.requestSubmit();
              }}
              className={`${inputClass} field-sizing-content max-h-60 min-h-20 resize-y`}
            />
          )}
        </Field>
        <DialogFooter isBusy={isBusy}>
          {lost && <CopyButton text={draft.text} />}
          <Button onClick={giveUp}>{lost ? commands.discard() : commands.cancel()}</Button>
          <Button tone="primary" type="submit" isBusy={isBusy} disabled={lost !== null}>
            {words.save()}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

/** What opened it, a toast or the entry of a move without a reason, may be gone: the reader goes on at the issue. */
function useFocusAfter(issue: IssueId, screen: Screen): void {
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        const heading = document.querySelector<HTMLElement>(
          `[data-heading="${CSS.escape(issue)}"]`,
        );
        if (heading) heading.focus();
        else screen.requestFocus(issue);
      });
    },
    [issue, screen],
  );
}
