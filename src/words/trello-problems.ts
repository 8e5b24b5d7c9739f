/** What is to be known of a Trello board's cards before they are taken in, in sentences. */
import type { TrelloReadFault, TrelloReadProblem } from '#src/formats/trello-board.ts';
import type { TrelloFault, TrelloProblem } from '#src/formats/trello-plan.ts';
import * as words from './compiled/trello.ts';
import { listAll, listPlainly } from './numbers.ts';
import { shortPartyName } from './parties.ts';

function faultText(fault: TrelloFault | TrelloReadFault): string {
  switch (fault.code) {
    case 'no-asker':
      return words.noAsker();
    case 'askers':
      return words.askers({ parties: listAll(fault.parties.map(shortPartyName)) });
    case 'no-title':
      return words.noName();
    case 'title-long':
      return words.nameLong(fault);
    case 'summary-long':
      return words.textLong(fault);
    case 'tags':
      return words.noTags({ labels: listPlainly(fault.labels) });
    case 'comment-long':
      return words.commentLong(fault);
    case 'author-long':
      return words.authorLong(fault);
    case 'comments-early':
      return words.commentsEarly(fault);
    case 'card':
      return words.cardBroken();
    case 'same-id':
      return words.sameCard();
    case 'field':
      return words.fieldBroken(fault);
    case 'actions':
      return words.actionsBroken(fault);
  }
}

export function trelloProblemText({ card, fault }: TrelloProblem | TrelloReadProblem): string {
  const what = faultText(fault);
  if (card === null) return words.ofBoard({ what });
  return card === '' ? words.ofNameless({ what }) : words.ofCard({ card, what });
}
