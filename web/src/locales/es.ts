import access from './es/access.json' with { type: 'json' }
import account from './es/account.json' with { type: 'json' }
import contacts from './es/contacts.json' with { type: 'json' }
import contract from './es/contract.json' with { type: 'json' }
import exports from './es/exports.json' with { type: 'json' }
import fields from './es/fields.json' with { type: 'json' }
import forms from './es/forms.json' with { type: 'json' }
import imports from './es/imports.json' with { type: 'json' }
import keyboard from './es/keyboard.json' with { type: 'json' }
import merges from './es/merges.json' with { type: 'json' }
import notes from './es/notes.json' with { type: 'json' }
import people from './es/people.json' with { type: 'json' }
import reasons from './es/reasons.json' with { type: 'json' }
import refusals from './es/refusals.json' with { type: 'json' }
import setUp from './es/set-up.json' with { type: 'json' }
import shell from './es/shell.json' with { type: 'json' }
import views from './es/views.json' with { type: 'json' }

/** Every word of the screens in this language, and what the contract says in English itself. */
export const es = {
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
