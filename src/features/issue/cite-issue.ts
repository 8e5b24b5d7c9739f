/** An issue as a cited paragraph, its summary without Markdown. It brings the parser along, so it is loaded when asked for. */
import type { Board } from '#src/domain/board.ts';
import type { Issue } from '#src/domain/issue.ts';
import { type Citation, citationOf } from '#src/words/citation.ts';
import { plainTextOf } from './plain-markdown.ts';

export function citeIssue(issue: Issue, board: Board): Citation {
  return citationOf(issue, board, plainTextOf(issue.summary));
}
