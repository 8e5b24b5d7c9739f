/** Why a file is not taken for an archive, in a sentence: what happened, that nothing was changed, and what to do. */
import type { ArchiveProblem } from '#src/formats/archive.ts';
import * as words from './compiled/transfer.ts';
import { formatMomentDay } from './dates.ts';

export function archiveProblemText(problem: ArchiveProblem): string {
  switch (problem.code) {
    case 'not-an-archive':
      return words.notArchive();
    case 'archive-newer':
      return words.newer();
    case 'archive-head':
      return words.head();
    case 'archive-cut':
      return words.cut(problem);
    case 'archive-changed':
      return words.changed();
    case 'archive-line':
      return words.line(problem);
    case 'archive-ahead':
      return words.ahead({ line: problem.line, day: formatMomentDay(problem.recorded) });
  }
}
