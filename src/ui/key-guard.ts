/**
 * Keys that are not meant for the page are kept from all of it, in one place: those that an input method works with
 * (Enter takes a suggestion, Escape refuses it) reach no form, dialog or shortcut; and a key that is still held down
 * does not go on in what its first press has opened: `n` held opens a dialog and types nothing into it. Likewise an undo
 * of what was typed: the browser takes back what was typed last, wherever that was; here, in the field that has the
 * focus, or nowhere.
 */

/** Watches until the function that it returns is called. */
export function guardKeys(page: Window): () => void {
  let pressedOn: EventTarget | null = null;
  const guard = (event: KeyboardEvent) => {
    if (isComposing(event)) {
      event.stopPropagation();
    } else if (!event.repeat) {
      pressedOn = event.target;
    } else if (isSpent(event, pressedOn)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  // At the window and on the way down: before anybody else.
  page.addEventListener('keydown', guard, { capture: true });
  page.addEventListener('beforeinput', keepUndoInField, { capture: true });
  return () => {
    page.removeEventListener('keydown', guard, { capture: true });
    page.removeEventListener('beforeinput', keepUndoInField, { capture: true });
  };
}

function keepUndoInField(event: InputEvent): void {
  if (event.inputType.startsWith('history') && event.target !== document.activeElement) {
    event.preventDefault();
  }
}

/** In Safari the key that ends a composition comes after its end, and has this code. */
const keyOfInputMethod = 229;

function isComposing({ isComposing: isSaid, keyCode }: KeyboardEvent): boolean {
  return isSaid || keyCode === keyOfInputMethod;
}

/** Keys that lead somewhere step by step, as long as they are held. */
const walking = /^(Arrow|Home$|End$|Page|Tab$)/;

/** Whether a key that is held has done what it was pressed for. */
function isSpent(event: KeyboardEvent, pressedOn: EventTarget | null): boolean {
  const { key, target } = event;
  if (walking.test(key)) return false;
  if (key === 'Escape') return true;
  if (key === 'Enter') return !isNewLine(event) || target !== pressedOn;
  return isTyping(target) && target !== pressedOn;
}

function isNewLine({ target, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && isText(target) && !(target instanceof HTMLInputElement);
}

function isText(target: EventTarget | null): target is HTMLElement {
  if (target instanceof HTMLInputElement) {
    return !['radio', 'checkbox', 'button', 'range'].includes(target.type);
  }
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}

/** Whether keys pressed there are text. A letter typed on a list of choices goes to the choice that begins with it. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLSelectElement || isText(target);
}
