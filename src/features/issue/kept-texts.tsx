/** The texts that have lost their place, each with what became of it and the ways on. */
import { addNote } from '#src/commands/annotate.ts';
import { closeDialog, openDialog } from '#src/commands/change-view.ts';
import { restoreIssue } from '#src/commands/edit-issues.ts';
import { useBusy, useCommand } from '#src/commands/use-command.ts';
import { useDiscard } from '#src/commands/use-discard.ts';
import type { IssueId } from '#src/domain/ids.ts';
import { useDossier, useDrafts, usePresent, useReadOnly, useStores } from '#src/store/hooks.ts';
import { Button } from '#src/ui/button.tsx';
import { Dialog } from '#src/ui/dialog.tsx';
import { inputClass } from '#src/ui/field.tsx';
import { List } from '#src/ui/list.tsx';
import * as commands from '#src/words/compiled/commands.ts';
import * as words from '#src/words/compiled/kept.ts';
import { addAsNew } from '#src/words/compiled/notes.ts';
import { CopyButton } from './copy-button.tsx';
import { issueDraftName } from './draft-names.ts';
import { type LostText, lostTexts } from './lost-texts.ts';

function useLostTexts(): LostText[] {
  const folded = usePresent((present) => present);
  const isWhole = useDossier((state) => state.opening.kind === 'whole');
  const texts = useDrafts((state) => state.texts);
  return isWhole ? lostTexts(texts, folded) : [];
}

export function KeptTexts() {
  const lost = useLostTexts();
  const { screen } = useStores();
  const close = useCommand(closeDialog);
  return (
    <Dialog
      title={words.heading()}
      onClose={() => void close()}
      givesFocusBack={() => screen.store.getState().focus === null}
    >
      {lost.length === 0 && <p className="text-soft">{words.none()}</p>}
      <List className="grid gap-5">
        {lost.map((text) => (
          <li key={text.name}>
            <LostTextEntry lost={text} />
          </li>
        ))}
      </List>
    </Dialog>
  );
}

/** Those about an issue that is not there any more, in the place of its panel. */
export function KeptTextsOf({ issue }: { issue: IssueId }) {
  const lost = useLostTexts().filter((text) => text.issue === issue);
  if (lost.length === 0) return null;
  return (
    <div role="alert" className="grid gap-4 rounded-md bg-problem-well p-3">
      {lost.map((text) => (
        <LostTextEntry key={text.name} lost={text} />
      ))}
    </div>
  );
}

const reasons: Readonly<Record<LostText['why'], () => string>> = {
  'note deleted': words.noteDeleted,
  'issue removed': words.issueRemoved,
  'issue gone': words.issueGone,
};

function nameOf({ kind, title }: LostText): string {
  switch (kind) {
    case 'note':
      return title === null ? words.noteOnSome() : words.note({ title });
    case 'edit':
      return title === null ? words.noteChangeOnSome() : words.noteChange({ title });
    case 'issue':
      return title === null ? words.issueChangesToSome() : words.issueChanges({ title });
    case 'why':
      return title === null ? words.reasonForSome() : words.reason({ title });
  }
}

function LostTextEntry({ lost }: { lost: LostText }) {
  const { name, issue, why, words: text } = lost;
  return (
    <section aria-label={nameOf(lost)} className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <p className="font-semibold wrap-anywhere">{nameOf(lost)}</p>
      <p className="text-sm text-soft">{reasons[why]()}</p>
      <textarea
        readOnly
        aria-label={words.yourText()}
        rows={3}
        value={text}
        className={`${inputClass} field-sizing-content max-h-60 resize-y`}
      />
      <div className="flex flex-wrap gap-2">
        {why === 'note deleted' && issue && <AddAsNote draft={name} issue={issue} text={text} />}
        {why === 'issue removed' && issue && <Restore issue={issue} />}
        {why === 'issue gone' && lost.kind === 'issue' && <UseForNew draft={name} />}
        <CopyButton text={text} />
        <Discard draft={name} />
      </div>
    </section>
  );
}

interface AddAsNoteProps {
  readonly draft: string;
  readonly issue: IssueId;
  readonly text: string;
}

function AddAsNote({ draft, issue, text }: AddAsNoteProps) {
  const { drafts } = useStores();
  const add = useCommand(addNote);
  const isReadOnly = useReadOnly();
  const isBusy = useBusy(addNote, { issue });
  const save = async () => {
    if (await add({ issue, text })) drafts.saved(draft, text, 'the whole');
  };
  return (
    <Button isBusy={isBusy} disabled={isReadOnly} onClick={() => void save()}>
      {addAsNew()}
    </Button>
  );
}

function Restore({ issue }: { issue: IssueId }) {
  const close = useCommand(closeDialog);
  const restore = useCommand(restoreIssue);
  const isReadOnly = useReadOnly();
  const isBusy = useBusy(restoreIssue, { issue });
  const bringBack = async () => {
    await close();
    await restore({ issue });
  };
  return (
    <Button isBusy={isBusy} disabled={isReadOnly} onClick={() => void bringBack()}>
      {words.restoreIssue()}
    </Button>
  );
}

/** Not where an issue is being filled in already. */
function UseForNew({ draft }: { draft: string }) {
  const { drafts } = useStores();
  const open = useCommand(openDialog);
  const target = issueDraftName(null);
  const isReadOnly = useReadOnly();
  const isTaken = useDrafts(({ texts }) => texts.has(target));
  if (isTaken) return null;
  const use = () => {
    drafts.rename(draft, target);
    void open({ kind: 'add-issue' });
  };
  return (
    <Button disabled={isReadOnly} onClick={use}>
      {words.forNewIssue()}
    </Button>
  );
}

function Discard({ draft }: { draft: string }) {
  const { drafts } = useStores();
  const discard = useDiscard();
  return (
    <Button onClick={() => discard({ swap: (text) => drafts.swap(draft, text) })}>
      {commands.discard()}
    </Button>
  );
}
