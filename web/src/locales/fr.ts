import access from './fr/access.json' with { type: 'json' }
import account from './fr/account.json' with { type: 'json' }
import contacts from './fr/contacts.json' with { type: 'json' }
import contract from './fr/contract.json' with { type: 'json' }
import exports from './fr/exports.json' with { type: 'json' }
import fields from './fr/fields.json' with { type: 'json' }
import forms from './fr/forms.json' with { type: 'json' }
import imports from './fr/imports.json' with { type: 'json' }
import keyboard from './fr/keyboard.json' with { type: 'json' }
import merges from './fr/merges.json' with { type: 'json' }
import notes from './fr/notes.json' with { type: 'json' }
import people from './fr/people.json' with { type: 'json' }
import reasons from './fr/reasons.json' with { type: 'json' }
import refusals from './fr/refusals.json' with { type: 'json' }
import setUp from './fr/set-up.json' with { type: 'json' }
import shell from './fr/shell.json' with { type: 'json' }
import views from './fr/views.json' with { type: 'json' }

/** Every word of the screens in this language, and what the contract says in English itself. */
export const fr = {
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
