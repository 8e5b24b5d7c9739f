/** What the steps of an import that ask something have in common: what was found, where it goes, and the way on. */
import { type ReactNode, useEffect, useRef } from 'react';
import type { PartyCode } from '#src/domain/ids.ts';
import { Button } from '#src/ui/button.tsx';
import { DialogFooter } from '#src/ui/dialog.tsx';
import * as words from '#src/words/compiled/tables.ts';
import * as transfer from '#src/words/compiled/transfer.ts';
import { TargetField } from './target-field.tsx';
import type { Importing } from './use-importing.ts';
import type { Target } from './use-target.ts';

interface StepFrameProps {
  /** Of what was found. */
  readonly name: string;
  /** What it is. */
  readonly about: string;
  readonly target: Target;
  readonly parties: readonly PartyCode[];
  readonly importing: Importing;
  /** What can be said of it. */
  readonly questions: ReactNode;
  /** What would come of it. */
  readonly outcome: ReactNode;
  /** Why that is not known; empty where it is. */
  readonly failure: string;
  /** Issues that can be imported now; 0 where none can. */
  readonly count: number;
  readonly isReady: boolean;
  /** False where something that was said cannot be taken, which is told beside it. */
  readonly onImport: () => boolean;
  readonly onAnother: () => void;
  readonly onClose: () => void;
}

export function StepFrame(props: StepFrameProps) {
  const { name, about, target, parties, importing, questions, outcome, count } = props;
  const { isImporting } = importing;
  const isBlocked = !props.isReady || count === 0 || isImporting;
  const step = useRef<HTMLDivElement>(null);
  const found = useRef<HTMLParagraphElement>(null);
  useEffect(() => found.current?.focus(), []);
  const take = () => {
    if (isBlocked || props.onImport()) return;
    // It stands far above the button.
    requestAnimationFrame(() => {
      const wrong = step.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
      wrong?.focus({ preventScroll: true });
      wrong?.scrollIntoView({ block: 'center' });
    });
  };
  return (
    <div ref={step} className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p ref={found} tabIndex={-1} className="wrap-anywhere min-w-0 outline-none">
          <strong dir="auto">{name}</strong> <span className="text-soft">{about}</span>
        </p>
        <Button onClick={props.onAnother} disabled={isImporting}>
          {transfer.another()}
        </Button>
      </div>
      <fieldset disabled={isImporting} className="contents">
        <TargetField target={target} parties={parties} />
        {questions}
      </fieldset>
      {outcome}
      <p role="alert" className="text-sm text-problem empty:hidden">
        {importing.problem || target.failure || props.failure}
      </p>
      <p role="status" className="text-sm empty:hidden">
        {importing.said}
      </p>
      <DialogFooter>
        <Button
          isBusy={importing.isWriting}
          onClick={isImporting ? importing.giveUp : props.onClose}
        >
          {transfer.cancel()}
        </Button>
        <Button tone="primary" isBusy={isBlocked} onClick={take}>
          {words.importIssues({ count })}
        </Button>
      </DialogFooter>
    </div>
  );
}
