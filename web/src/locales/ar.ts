import access from './ar/access.json' with { type: 'json' }
import account from './ar/account.json' with { type: 'json' }
import contacts from './ar/contacts.json' with { type: 'json' }
import contract from './ar/contract.json' with { type: 'json' }
import exports from './ar/exports.json' with { type: 'json' }
import fields from './ar/fields.json' with { type: 'json' }
import forms from './ar/forms.json' with { type: 'json' }
import imports from './ar/imports.json' with { type: 'json' }
import keyboard from './ar/keyboard.json' with { type: 'json' }
import merges from './ar/merges.json' with { type: 'json' }
import notes from './ar/notes.json' with { type: 'json' }
import people from './ar/people.json' with { type: 'json' }
import reasons from './ar/reasons.json' with { type: 'json' }
import refusals from './ar/refusals.json' with { type: 'json' }
import setUp from './ar/set-up.json' with { type: 'json' }
import shell from './ar/shell.json' with { type: 'json' }
import views from './ar/views.json' with { type: 'json' }

/** Every word of the screens in this language, and what the contract says in English itself. */
export const ar = {
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
