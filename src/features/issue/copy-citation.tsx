/** Copies the issue as a cited paragraph. */
import { Quote } from 'lucide-react';
import { copyCitation } from '#src/commands/copy-citation.ts';
import { useCommand } from '#src/commands/use-command.ts';
import type { IssueId } from '#src/domain/ids.ts';
import { IconButton } from '#src/ui/button.tsx';
import { copyCitationHint } from '#src/words/compiled/issue.ts';

export function CopyCitation({ issue }: { issue: IssueId }) {
  const copy = useCommand(copyCitation);
  return (
    <IconButton
      label={copyCitation.label()}
      hint={copyCitationHint()}
      onClick={() => void copy({ issue })}
    >
      <Quote aria-hidden="true" className="size-4 text-soft" />
    </IconButton>
  );
}
