/** Taking something in, as whoever waits for it follows it: how far it has come, and the way to give it up. */
import { useEffect, useRef, useState } from 'react';
import { problemOf } from '#src/domain/problem.ts';
import type { ImportedIssues } from '#src/store/import-issues.ts';
import type { LongWork } from '#src/store/recording.ts';
import * as words from '#src/words/compiled/transfer.ts';
import { problemText } from '#src/words/problems.ts';

type Progress = { readonly count: number; readonly all: number } | null;

export interface Outcome {
  /** Something is under way, or no more. */
  readonly onBusy: (isBusy: boolean) => void;
  readonly onDone: (imported: ImportedIssues) => void;
}

export function useImporting({ onBusy, onDone }: Outcome) {
  const [progress, setProgress] = useState<Progress>(null);
  const [problem, setProblem] = useState('');
  const giving = useRef(new AbortController());
  useEffect(() => () => giving.current.abort(), []);
  return {
    isImporting: progress !== null,
    /** In a sentence; empty while nothing is under way. */
    said: progress === null ? '' : saidOf(progress),
    problem,
    /** `all`: how many are to be taken in, as far as that is known beforehand. */
    run: async (all: number, work: (work: LongWork) => Promise<ImportedIssues>) => {
      giving.current = new AbortController();
      const { signal } = giving.current;
      setProblem('');
      setProgress({ count: 0, all });
      onBusy(true);
      try {
        const onProgress = (count: number, of: number) => setProgress({ count, all: of });
        onDone(await work({ signal, onProgress }));
      } catch (error) {
        if (!signal.aborted) setProblem(problemText(problemOf(error)));
      } finally {
        onBusy(false);
        setProgress(null);
      }
    },
    giveUp: () => giving.current.abort(),
  };
}

function saidOf({ count, all }: NonNullable<Progress>): string {
  return count < all ? words.recording({ count, all }) : words.writing();
}
