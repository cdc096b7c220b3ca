import access from './pt/access.json' with { type: 'json' }
import account from './pt/account.json' with { type: 'json' }
import contacts from './pt/contacts.json' with { type: 'json' }
import contract from './pt/contract.json' with { type: 'json' }
import exports from './pt/exports.json' with { type: 'json' }
import fields from './pt/fields.json' with { type: 'json' }
import forms from './pt/forms.json' with { type: 'json' }
import imports from './pt/imports.json' with { type: 'json' }
import keyboard from './pt/keyboard.json' with { type: 'json' }
import merges from './pt/merges.json' with { type: 'json' }
import notes from './pt/notes.json' with { type: 'json' }
import people from './pt/people.json' with { type: 'json' }
import reasons from './pt/reasons.json' with { type: 'json' }
import refusals from './pt/refusals.json' with { type: 'json' }
import setUp from './pt/set-up.json' with { type: 'json' }
import shell from './pt/shell.json' with { type: 'json' }
import views from './pt/views.json' with { type: 'json' }

/** Every word of the screens in this language, and what the contract says in English itself. */
export const pt = {
  ...access,
  ...account,
  ...contacts,
  ...contract,
  ...exports,
  ...fields,
  ...forms,
  ...imports,
  ...keyboard,
  ...merges,
  ...notes,
  ...people,
  ...reasons,
  ...refusals,
  ...setUp,
  ...shell,
  ...views,
}
