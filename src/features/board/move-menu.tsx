/** The Move menu of a card: its status, and its place in the column. Loaded when it is first opened. */
import { Menu } from '@base-ui/react/menu';
import {
  ArrowDown,
  ArrowDownToLine,
  ArrowUp,
  ArrowUpToLine,
  Check,
  SquareCheck,
} from 'lucide-react';
import { moveIssue, stepIssue } from '#src/commands/move-issue.ts';
import { useCommand } from '#src/commands/use-command.ts';
import { type CellKey, cellKey } from '#src/domain/cells.ts';
import type { IssueId } from '#src/domain/ids.ts';
import { type Place, placeBeside } from '#src/domain/placement.ts';
import { type Status, statuses } from '#src/domain/vocabulary.ts';
import { StatusShape } from '#src/features/shared/status-shape.tsx';
import { useBoard, useScreen, useStores } from '#src/store/hooks.ts';
import type { OpenMenu } from '#src/store/screen.ts';
import { menuItemLook, menuLineLook, menuLook } from '#src/ui/menu-look.ts';
import { useFirstEntry } from '#src/ui/use-first-entry.ts';
import { moveIssue as moveIssueLabel } from '#src/words/compiled/board.ts';
import * as words from '#src/words/compiled/move-menu.ts';
import { statusLabel } from '#src/words/vocabulary.ts';
import { cardTitleOf } from './card-element.ts';

interface MoveMenuProps {
  readonly menu: OpenMenu;
  readonly shownIn: (cell: CellKey) => readonly IssueId[];
}

export function MoveMenu({ menu, shownIn }: MoveMenuProps) {
  const begin = useFirstEntry();
  const { screen } = useStores();
  const issue = useBoard((board) => board.issues.get(menu.issue));
  const isSelected = useScreen((state) => state.selection.has(menu.issue));
  const move = useCommand(moveIssue);
  const step = useCommand(stepIssue);
  if (!issue) return null;
  const shown = shownIn(cellKey(issue.asker, issue.status));
  const go = (status: Status, place: Place) =>
    void move({ issue: issue.id, status, place, takesFocus: true });
  const goTo = (place: Place) => () => go(issue.status, place);
  const goBy = (direction: 'up' | 'down') => () => void step({ issue: issue.id, direction });
  const close = () => screen.closeMenu();
  const up = placeBeside(shown, issue.id, 'up');
  const down = placeBeside(shown, issue.id, 'down');
  const places = [
    { label: words.toTop(), icon: ArrowUpToLine, go: up && goTo({ kind: 'top' }) },
    { label: words.up(), icon: ArrowUp, go: up && goBy('up') },
    { label: words.down(), icon: ArrowDown, go: down && goBy('down') },
    { label: words.toBottom(), icon: ArrowDownToLine, go: down && goTo({ kind: 'bottom' }) },
  ];
  return (
    <Menu.Root open onOpenChange={(isOpen) => !isOpen && close()} modal={false}>
      {/* Inside the page's main landmark, where a screen reader that goes by landmarks finds it. */}
      <Menu.Portal container={menu.anchor.closest<HTMLElement>('main')}>
        <Menu.Positioner anchor={menu.anchor} sideOffset={4} align="end" className="z-40">
          <Menu.Popup
            aria-label={moveIssueLabel({ title: issue.title })}
            // On what Enter opens: the button that opened it is no stop of the keyboard.
            finalFocus={() => cardTitleOf(menu.issue) ?? true}
            onFocus={begin}
            onKeyDown={(event) => {
              // As in any menu: it closes, and the focus is where it was opened.
              if (event.key !== 'Tab') return;
              event.preventDefault();
              close();
            }}
            className={menuLook}
          >
            <Menu.RadioGroup value={issue.status}>
              {statuses.map((status) => (
                <Menu.RadioItem
                  key={status}
                  value={status}
                  closeOnClick
                  className={`${menuItemLook} data-checked:font-semibold`}
                  onClick={() => status !== issue.status && go(status, { kind: 'top' })}
                >
                  <span className="grid size-4 place-items-center">
                    <StatusShape status={status} />
                  </span>
                  {statusLabel(status)}
                  <Menu.RadioItemIndicator className="ml-auto">
                    <Check aria-hidden="true" className="size-4" />
                  </Menu.RadioItemIndicator>
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
            <Menu.Separator className={menuLineLook} />
            {places.map(({ label, icon: Icon, go: choose }) => (
              <Menu.Item
                key={label}
                disabled={!choose}
                className={menuItemLook}
                onClick={() => choose?.()}
              >
                <Icon aria-hidden="true" className="size-4 text-soft" />
                {label}
              </Menu.Item>
            ))}
            <Menu.Separator className={menuLineLook} />
            <Menu.Item className={menuItemLook} onClick={() => screen.toggleSelected(issue.id)}>
              <SquareCheck aria-hidden="true" className="size-4 text-soft" />
              {isSelected ? words.unselect() : words.select()}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
