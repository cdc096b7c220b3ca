import { fileReasons } from './english/file.ts'
import { undoReasons } from './english/undo.ts'
import { requestReasons } from './english/request.ts'
import { definitionReasons } from './english/definition.ts'
import { accountReasons } from './english/account.ts'
import { choiceReasons } from './english/choice.ts'
import { contactReasons } from './english/contact.ts'
import { dateReasons } from './english/date.ts'
import { duplicateReasons } from './english/duplicate.ts'
import { identityReasons } from './english/identity.ts'
import { moneyReasons } from './english/money.ts'
import { noteReasons } from './english/note.ts'
import { numberReasons } from './english/number.ts'
import { textReasons } from './english/text.ts'

/**
 * Every reason by its code, in English. A code stays what it is once it has been given out; its
 * sentence may be bettered. Each sentence ends one that begins with the field's name.
 */
export const english = {
  ...accountReasons,
  ...choiceReasons,
  ...contactReasons,
  ...dateReasons,
  ...definitionReasons,
  ...duplicateReasons,
  ...fileReasons,
  ...identityReasons,
  ...moneyReasons,
  ...noteReasons,
  ...numberReasons,
  ...requestReasons,
  ...textReasons,
  ...undoReasons,
}
