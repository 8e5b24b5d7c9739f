/**
 * A text somebody wrote, put into a sentence of ours. It keeps its own direction and cannot turn the words around it:
 * it stands between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE, and its own controls are balanced. A text that
 * runs left to right and holds no control is put in as it is: “Dairy” stays “Dairy”. After the Unicode Bidirectional
 * Algorithm (UAX #9), where a paragraph's end ends every isolate, so there is none in it.
 */

/** Letters of Hebrew, Arabic, Syriac, N’Ko and the like, and every control of direction. */
const needsIsolating =
  /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

const fsi = '\u2068';
const pdi = '\u2069';
const pdf = '\u202C';
const opensEmbedding = /[\u202A\u202B\u202D\u202E]/;
const opensIsolate = /[\u2066-\u2068]/;
const controls = /[\u202A-\u202E\u2066-\u2069]/g;
/** Among these is what ends a paragraph, and with it every isolate that is open. */
const paragraphEnds = /\r\n|[\p{Cc}\p{Zp}]/gu;

export function inserted(text: string): string {
  return needsIsolating.test(text)
    ? `${fsi}${balanced(text.replace(paragraphEnds, ' '))}${pdi}`
    : text;
}

/** The innermost run that is opened and closed, with no end of a paragraph in it. */
const closedRun =
  /\u2068[^\u202A-\u202E\u2066-\u2069\p{Cc}\p{Zp}]*\u2069|[\u202A\u202B\u202D\u202E][^\u202A-\u202E\u2066-\u2069\p{Cc}\p{Zp}]*\u202C/gu;

/** Whether all that could turn the words around it stands within isolates, as in a sentence of ours. */
function isHeld(text: string): boolean {
  let rest = text;
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replace(closedRun, '');
  }
  return !needsIsolating.test(rest);
}

/** The same for what may be a sentence of ours, in which such texts stand already: then it stays as it is. */
export function insertedOnce(text: string): string {
  return isHeld(text) ? text : inserted(text);
}

/** Each control that opens is closed, and each that closes nothing of this text is left out. */
function balanced(text: string): string {
  const open: string[] = [];
  const kept = text.replace(controls, (control) => {
    if (opensEmbedding.test(control)) open.push(pdf);
    else if (opensIsolate.test(control)) open.push(pdi);
    else if (control === pdf) return open.at(-1) === pdf ? (open.pop() ?? '') : '';
    else return closeIsolate(open);
    return control;
  });
  return kept + open.reverse().join('');
}

/** An isolate's end ends what was opened in it, too. */
function closeIsolate(open: string[]): string {
  const start = open.lastIndexOf(pdi);
  if (start < 0) return '';
  return open.splice(start).reverse().join('');
}
