import access from './de/access.json' with { type: 'json' }
import account from './de/account.json' with { type: 'json' }
import contacts from './de/contacts.json' with { type: 'json' }
import contract from './de/contract.json' with { type: 'json' }
import exports from './de/exports.json' with { type: 'json' }
import fields from './de/fields.json' with { type: 'json' }
import forms from './de/forms.json' with { type: 'json' }
import imports from './de/imports.json' with { type: 'json' }
import keyboard from './de/keyboard.json' with { type: 'json' }
import merges from './de/merges.json' with { type: 'json' }
import notes from './de/notes.json' with { type: 'json' }
import people from './de/people.json' with { type: 'json' }
import reasons from './de/reasons.json' with { type: 'json' }
import refusals from './de/refusals.json' with { type: 'json' }
import setUp from './de/set-up.json' with { type: 'json' }
import shell from './de/shell.json' with { type: 'json' }
import views from './de/views.json' with { type: 'json' }

/** Every word of the screens in this language, and what the contract says in English itself. */
export const de = {
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
