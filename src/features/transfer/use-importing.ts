/** Taking something in, as whoever waits for it follows it: how far it has come, and the way to give it up. */
import { useEffect, useRef, useState } from 'react';
import { problemOf } from '#src/domain/problem.ts';
import type { LongWork } from '#src/store/slices.ts';
import * as words from '#src/words/compiled/transfer.ts';
import { problemText } from '#src/words/problems.ts';

type Progress = { readonly count: number; readonly all: number } | null;

/** `T`: what has come of it in the end. */
export interface Outcome<T> {
  /** Something is under way, or no more. */
  readonly onBusy: (isBusy: boolean) => void;
  readonly onDone: (result: T) => void;
}

export function useImporting<T>({ onBusy, onDone }: Outcome<T>) {
  const [progress, setProgress] = useState<Progress>(null);
  const [problem, setProblem] = useState('');
  const giving = useRef(new AbortController());
  useEffect(() => () => giving.current.abort(), []);
  return {
    isImporting: progress !== null,
    /** It cannot be given up any more. */
    isWriting: progress !== null && progress.count === progress.all,
    /** In a sentence; empty while nothing is under way. */
    said: progress === null ? '' : saidOf(progress),
    problem,
    /** `all`: how many are to be taken in, as far as that is known beforehand. */
    run: async (all: number, work: (work: LongWork) => Promise<T>) => {
      giving.current = new AbortController();
      const { signal } = giving.current;
      setProblem('');
      setProgress({ count: 0, all });
      onBusy(true);
      try {
        const onProgress = (count: number, of: number) => setProgress({ count, all: of });
        onDone(await work({ signal, onProgress }));
      } catch (error) {
        if (error !== signal.reason) setProblem(problemText(problemOf(error)));
      } finally {
        onBusy(false);
        setProgress(null);
      }
    },
    giveUp: () => giving.current.abort(),
  };
}

export type Importing = Omit<ReturnType<typeof useImporting>, 'run'>;

function saidOf({ count, all }: NonNullable<Progress>): string {
  return count < all ? words.recording({ count, all }) : words.writing();
}
