/** The parts of the board that are loaded once it stands: without them it is read, and filtered, all the same. */
import { useEffect, useRef } from 'react';
import { useMissed, useStores } from '#src/store/hooks.ts';
import type { OpenMenu } from '#src/store/screen.ts';
import { type Failure, lazyPart } from '#src/ui/lazy-part.tsx';
import { missedPart } from '#src/ui/part-failed.tsx';
import * as parts from '#src/words/compiled/parts.ts';
import { cardAt } from './card-element.ts';

export const DragLayer = lazyPart({
  load: async () => (await import('./drag.tsx')).DragLayer,
  whenFailed: (failure, { board }) => <MissedDrag failure={failure} board={board} />,
});

export const MoveMenu = lazyPart({
  load: async () => (await import('./move-menu.tsx')).MoveMenu,
  whenFailed: (failure, { menu }) => <MissedMenu failure={failure} menu={menu} />,
});

interface MissedMenuProps {
  readonly failure: Failure;
  readonly menu: OpenMenu;
}

/** It counts as closed, lest the page's keys wait for it. */
function MissedMenu({ failure, menu }: MissedMenuProps) {
  const { screen } = useStores();
  useEffect(() => {
    if (failure.isTrying) return;
    screen.closeMenu();
    screen.miss(missedPart(parts.moveMenu(), failure, () => screen.openMenu(menu)));
  }, [screen, failure, menu]);
  return null;
}

/** Pixels that a press moves until it is meant as a drag. */
const meant = 8;

/** Nothing is said until somebody tries to drag; each press on a card is a reason to try again. */
function MissedDrag({ failure, board }: { failure: Failure; board: HTMLElement }) {
  const { screen } = useStores();
  const say = useMissed();
  const latest = useRef(failure);
  latest.current = failure;
  useEffect(() => {
    let from: PointerEvent | null = null;
    const press = (event: PointerEvent) => {
      from = event.isPrimary && cardAt(event.target) ? event : null;
      if (from === null) return;
      screen.forgetMissed();
      latest.current.retry();
    };
    const pull = ({ clientX, clientY, buttons }: PointerEvent) => {
      if (!from || buttons !== 1) return;
      if (Math.hypot(clientX - from.clientX, clientY - from.clientY) < meant) return;
      from = null;
      say(missedPart(parts.dragging(), latest.current, latest.current.retry));
    };
    board.addEventListener('pointerdown', press);
    window.addEventListener('pointermove', pull);
    return () => {
      board.removeEventListener('pointerdown', press);
      window.removeEventListener('pointermove', pull);
    };
  }, [board, screen, say]);
  return null;
}
