/** What cannot be taken, or not as it is, one by one. */
import { List } from '#src/ui/list.tsx';
import * as words from '#src/words/compiled/tables.ts';

interface ProblemListProps {
  readonly heading: string;
  /** In sentences. */
  readonly problems: readonly string[];
  /** How many more there are. */
  readonly more: number;
}

export function ProblemList({ heading, problems, more }: ProblemListProps) {
  if (problems.length === 0) return null;
  return (
    <div className="grid gap-1.5">
      <p className="text-sm font-semibold text-problem">{heading}</p>
      <div className="max-h-48 overflow-y-auto rounded-md border border-line px-3 py-2 text-sm">
        <List aria-label={words.problems()}>
          {problems.map((problem, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two may say the same.
            <li key={place} className="wrap-anywhere">
              {problem}
            </li>
          ))}
        </List>
        {more > 0 && <p className="text-soft">{words.more({ count: more })}</p>}
      </div>
    </div>
  );
}
