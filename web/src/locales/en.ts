import access from './en/access.json' with { type: 'json' }
import account from './en/account.json' with { type: 'json' }
import contacts from './en/contacts.json' with { type: 'json' }
import exports from './en/exports.json' with { type: 'json' }
import fields from './en/fields.json' with { type: 'json' }
import forms from './en/forms.json' with { type: 'json' }
import imports from './en/imports.json' with { type: 'json' }
import keyboard from './en/keyboard.json' with { type: 'json' }
import merges from './en/merges.json' with { type: 'json' }
import notes from './en/notes.json' with { type: 'json' }
import people from './en/people.json' with { type: 'json' }
import setUp from './en/set-up.json' with { type: 'json' }
import shell from './en/shell.json' with { type: 'json' }
import views from './en/views.json' with { type: 'json' }

/** Every word of the screens, in a file for each area. */
export const en = {
  ...shell,
  ...setUp,
  ...keyboard,
  ...access,
  ...account,
  ...notes,
  ...people,
  ...forms,
  ...contacts,
  ...merges,
  ...fields,
  ...exports,
  ...imports,
  ...views,
}
