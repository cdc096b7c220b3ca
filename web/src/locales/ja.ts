import access from './ja/access.json' with { type: 'json' }
import account from './ja/account.json' with { type: 'json' }
import contacts from './ja/contacts.json' with { type: 'json' }
import contract from './ja/contract.json' with { type: 'json' }
import exports from './ja/exports.json' with { type: 'json' }
import fields from './ja/fields.json' with { type: 'json' }
import forms from './ja/forms.json' with { type: 'json' }
import imports from './ja/imports.json' with { type: 'json' }
import keyboard from './ja/keyboard.json' with { type: 'json' }
import merges from './ja/merges.json' with { type: 'json' }
import notes from './ja/notes.json' with { type: 'json' }
import people from './ja/people.json' with { type: 'json' }
import reasons from './ja/reasons.json' with { type: 'json' }
import refusals from './ja/refusals.json' with { type: 'json' }
import setUp from './ja/set-up.json' with { type: 'json' }
import shell from './ja/shell.json' with { type: 'json' }
import views from './ja/views.json' with { type: 'json' }

/** Every word of the screens in this language, and what the contract says in English itself. */
export const ja = {
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
