/** One notice across the page: something is wrong, or only worth knowing, with what can be done about it. */
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { contentId } from '#src/ui/marks.ts';

interface NoticeProps {
  /** `news` came by itself, and is told to a screen reader at once. */
  readonly tone: 'plain' | 'news' | 'problem';
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

const roles = { plain: 'note', news: 'status', problem: 'alert' } as const;

export function Notice({ tone, action, children }: NoticeProps) {
  const notice = useRef<HTMLDivElement>(null);
  // When it goes with the focus in it, as after a press on its button, the reader goes on at the board.
  useLayoutEffect(
    () => () => {
      if (!notice.current?.contains(document.activeElement)) return;
      document.getElementById(contentId)?.focus();
    },
    [],
  );
  return (
    <div
      ref={notice}
      role={roles[tone]}
      className={`flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-3 py-2 text-sm sm:px-5 print:hidden ${
        tone === 'problem' ? 'bg-problem-well' : 'bg-well'
      }`}
    >
      <p className="min-w-0 flex-1 basis-64">{children}</p>
      {action}
    </div>
  );
}
