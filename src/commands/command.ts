/**
 * Commands: one object for each thing a user can do. Button, key and menu all run the same object, so an action
 * does, announces and undoes the same however it was started.
 */

import type { Board, Folded } from '#src/domain/board.ts';
import type { KnownEvent } from '#src/domain/event.ts';
import type { Instant } from '#src/domain/instant.ts';
import type { Issue } from '#src/domain/issue.ts';
import { problemOf } from '#src/domain/problem.ts';
import type { Step } from '#src/domain/undo.ts';
import type { Archive } from '#src/formats/archive.ts';
import type { Screen } from '#src/store/screen.ts';
import type { Session } from '#src/store/session.ts';
import type { View } from '#src/store/view.ts';
import type { Citation } from '#src/words/citation.ts';
import { failed } from '#src/words/compiled/commands.ts';
import { readOnly } from '#src/words/compiled/replay.ts';
import { formatMomentInFull } from '#src/words/dates.ts';
import { problemText } from '#src/words/problems.ts';

/** What the page shows of a dossier, for a table of it. */
export interface ShownTable {
  /** Its slug. */
  readonly dossier: string;
  readonly folded: Folded;
  /** As of the moment. */
  readonly board: Board;
  /** The moment in the past that is shown; null for the dossier as it stands. */
  readonly moment: Instant | null;
  readonly view: View;
}

export interface Brief {
  /** In Markdown. */
  readonly text: string;
  readonly html: string;
}

export interface CommandContext {
  readonly session: Session;
  readonly screen: Screen;
  view(): View;
  /** The board as the page shows it: of the date in the address. */
  board(): Board;
  /** The moment in the past that is shown; null for the dossier as it stands. */
  moment(): Instant | null;
  /** Writes the view to the address; `replace` leaves no step for the browser's Back. */
  setView(change: Partial<View>, replace?: boolean): void;
  /** A slug no other issue has. */
  newSlug(): string;
  /** Hands the user a file. */
  saveFile(name: string, type: string, content: string): void;
  /** Hands the user a file that holds a part: taking all of it out is still due when it was. */
  saveTable(name: string, type: string, content: string | Uint8Array<ArrayBuffer>): void;
  /** Puts the page's address on the clipboard. */
  copyAddress(): Promise<void>;
  /** Puts a text on the clipboard. */
  copyText(text: string): Promise<void>;
  /** Puts a text on the clipboard, formatted too where the browser can: then it resolves to true. */
  copyFormatted(copied: Promise<Pick<Citation, 'text' | 'html'>>): Promise<boolean>;
  /** A dossier's events as one text that can be checked. */
  writeArchive(archive: Archive): Promise<string>;
  /** The issues shown, as text (formats/write-csv.ts). */
  writeCsv(shown: ShownTable): Promise<string>;
  /** The same with notes, history and documents, as bytes (formats/write-spreadsheet.ts). */
  writeSpreadsheet(shown: ShownTable): Promise<Uint8Array<ArrayBuffer>>;
  /** What is shown, told in five minutes. */
  brief(shown: ShownTable): Promise<Brief>;
  /** Prints it, instead of what the page shows. */
  printBrief(shown: ShownTable): Promise<void>;
  /** An issue of that board as prose with footnotes. */
  cite(issue: Issue, board: Board): Promise<Citation>;
}

export interface Command<Args = void> {
  readonly id: string;
  /** As the button or menu says it. */
  readonly label: () => string;
  /** Keys that start it, as `KeyboardEvent.key` with modifiers before it: `Mod+z` (Ctrl, or Cmd on a Mac). */
  readonly keys?: readonly string[];
  /**
   * What it does it to, where a press and another before the first is through mean one thing: `issue:gsp` for a note
   * on it. While it is under way the second does nothing. A command without it counts every press, as Undo does.
   */
  once?(args: Partial<Args>): string;
  /** Whether it changes nothing of the dossier, so that it may run on a past date too. Without it, it does. */
  isReading?(args: Args): boolean;
  run(context: CommandContext, args: Args): void | Promise<void>;
}

/** What stands among `busy` while the command is under way; null where it may be begun again. */
export function busyName<Args>(command: Command<Args>, args: Partial<Args>): string | null {
  return command.once ? `${command.id} ${command.once(args)}` : null;
}

/** The events that a command recorded, as a step that can be taken back; null where there are none. */
export function stepOf(events: readonly KnownEvent[]): Step | null {
  const [first, ...rest] = events;
  return first ? [first, ...rest] : null;
}

/**
 * Runs a command; what it cannot do is said in a toast, never swallowed. False where it was not done, so that
 * a form can keep what was typed into it; false, too, for a press too many. A past date is changed by none: here it is
 * refused, whatever started it.
 */
export async function runCommand<Args>(
  context: CommandContext,
  command: Command<Args>,
  args: Args,
): Promise<boolean> {
  const moment = context.moment();
  if (moment !== null && !command.isReading?.(args)) {
    const text = readOnly({ day: formatMomentInFull(moment) });
    context.screen.announce(text);
    context.screen.toast({ text, tone: 'plain', undo: null, slot: 'read-only' });
    return false;
  }
  const name = busyName(command, args);
  const { screen } = context;
  if (name !== null && !screen.begin(name)) return false;
  try {
    await command.run(context, args);
    return true;
  } catch (error) {
    const reason = problemText(problemOf(error));
    const text = failed({ command: command.label(), reason });
    context.screen.toast({ text, tone: 'problem', undo: null });
    return false;
  } finally {
    if (name !== null) screen.end(name);
  }
}
