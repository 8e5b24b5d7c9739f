/**
 * A language for looking at the page, in development and tests alone (`?lang=xx`): every message is English between
 * brackets and two fifths longer, as it may be in another language. What stands without brackets is no message.
 */
import type { Language } from './language.ts';

/** Of the length of a message, what is added to it. */
const stretch = 0.4;
const filling = '~~~~~~ ';

export const pseudo: Language = {
  tag: 'en-XA',
  catalogue: null,
  dress: (text) => {
    const length = Math.ceil(text.length * stretch);
    const filled = filling.repeat(Math.ceil(length / filling.length)).slice(0, length);
    return `[${text} ${filled.trim()}]`;
  },
};
