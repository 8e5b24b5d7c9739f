/**
 * What stands on a Trello card, as the Markdown of an issue: its description, then when it is due, its checklists as task lists,
 * its attachments as links. A text that is too long for its place goes on in notes, and nothing of it is lost.
 */
import type { Instant } from '#src/domain/instant.ts';
import { limits } from '#src/domain/schemas.ts';
import { characterStart, codePointStart, cutTo } from '#src/domain/whole-characters.ts';
import { isBlank } from '#src/domain/written-text.ts';
import type { TrelloAttachment, TrelloCard, TrelloChecklist } from './trello-board.ts';

/** What is said of a card in the words of the page, each a sentence or two. */
export interface TrelloWords {
  readonly due: (due: { readonly at: Instant; readonly isDone: boolean }) => string;
  /** Of one item of a checklist, in brackets after it. */
  readonly itemDue: (at: Instant) => string;
  /** What stands over the attachments. */
  readonly attachments: () => string;
  /** What stands over labels that are no tags, for they are too long or too many. */
  readonly labels: () => string;
  /** Under a summary that goes on in a note. */
  readonly goesOn: () => string;
  /** The title of a card without one. */
  readonly untitled: () => string;
  /** Why an issue was removed. */
  readonly archived: () => string;
}

export interface IssueTitle {
  readonly title: string;
  readonly isWhole: boolean;
}

/** A card's name as a title, cut where it is too long. */
export function titleOf(name: string, words: TrelloWords): IssueTitle {
  if (isBlank(name)) return { title: words.untitled(), isWhole: true };
  const whole = name.trim();
  if (whole.length <= limits.title) return { title: whole, isWhole: true };
  return { title: `${cutTo(whole, limits.title - 1).trimEnd()}…`, isWhole: false };
}

export interface IssueText {
  readonly summary: string;
  /** What has no room in the summary, in its order. */
  readonly notes: readonly string[];
}

/** `labels`: those that are to be told of in words. */
export function textOf(card: TrelloCard, labels: readonly string[], words: TrelloWords): IssueText {
  const parts = [
    titleOf(card.name, words).isWhole ? '' : escaped(card.name),
    card.description,
    card.due === null ? '' : words.due(card.due),
    ...card.checklists.map((checklist) => tasksOf(checklist, words)),
    card.attachments.length === 0 ? '' : linksOf(card.attachments, words),
    labels.length === 0 ? '' : listOf(words.labels(), labels.map(escaped)),
  ];
  const whole = parts
    .map((part) => part.trim())
    .filter((part) => !isBlank(part))
    .join('\n\n');
  if (whole.length <= limits.summary) return { summary: whole, notes: [] };
  const end = `\n\n${words.goesOn()}`;
  const [first = '', rest = ''] = cutAtLine(whole, limits.summary - end.length);
  return { summary: `${first}${end}`, notes: notesOf(rest) };
}

/** A text as notes, of which each holds as much as a note can. */
export function notesOf(text: string): readonly string[] {
  const notes: string[] = [];
  for (let rest = text.trim(); rest !== ''; ) {
    const [note, after] = cutAtLine(rest, limits.note);
    if (!isBlank(note)) notes.push(note);
    rest = after;
  }
  return notes;
}

/** At the end of a line, where one ends in the second half of what there is room for. */
function cutAtLine(text: string, most: number): readonly [begin: string, rest: string] {
  if (text.length <= most) return [text, ''];
  const line = text.lastIndexOf('\n', most);
  const end = line > most / 2 ? line : wholeCharacters(text, most);
  return [text.slice(0, end).trimEnd(), text.slice(end).trim()];
}

/** A character can be as long as its author likes; one that is longer is cut. */
const longestCharacter = 64;

function wholeCharacters(text: string, most: number): number {
  const end = characterStart(text.slice(0, most + longestCharacter), most);
  return end > most - longestCharacter ? end : codePointStart(text, most);
}

function tasksOf({ name, items }: TrelloChecklist, words: TrelloWords): string {
  const tasks = items
    .filter((item) => !isBlank(item.name))
    .map((item) => {
      const due = item.due === null ? '' : ` (${words.itemDue(item.due)})`;
      return `- [${item.isDone ? 'x' : ' '}] ${item.name}${due}`;
    });
  const heading = isBlank(name) ? [] : [`**${escaped(name)}**`, ''];
  return [...heading, ...tasks].join('\n');
}

/** What is no web address is shown and not linked. */
function linksOf(attachments: readonly TrelloAttachment[], words: TrelloWords): string {
  const links = attachments.map(({ name, address }) => {
    const label = escaped(isBlank(name) ? address : name);
    if (/^https?:\/\/\S+$/i.test(address)) return `[${label}](${linkable(address)})`;
    return isBlank(address) || address === name ? label : `${label}: ${escaped(address)}`;
  });
  return listOf(words.attachments(), links);
}

function listOf(heading: string, items: readonly string[]): string {
  return [heading, '', ...items.map((item) => `- ${item}`)].join('\n');
}

/** As text that Markdown takes for text. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~]/g, '\\$&');
}

/** An address as it can stand between brackets. */
function linkable(address: string): string {
  return address.replace(
    /[()<>\\"'`]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
