/** What a screen reader is told when something moves: one polite live region for the whole page. */
import { useScreen } from '#src/store/hooks.ts';

export function Announcer() {
  const { text, turn } = useScreen((state) => state.announcement);
  return (
    <div role="status" className="sr-only">
      <span key={turn}>{text}</span>
    </div>
  );
}
