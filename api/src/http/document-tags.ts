/** Under which headings the document has its operations, in the order people read them. */
export const documentTags = [
  { name: 'Contacts', description: 'People with their identities and whatever fields there are.' },
  { name: 'Notes', description: 'What was noted on a contact, by whom and when.' },
  { name: 'Duplicates', description: 'Contacts that may be one person, and those said to be two.' },
  { name: 'Bulk changes', description: 'Many contacts changed, deleted or restored at once.' },
  { name: 'Fields', description: 'Which fields contacts have, and what each of them takes.' },
  { name: 'Views', description: 'A list’s filter, search, order and columns under a name.' },
  { name: 'Imports', description: 'Contacts from files, previewed, watched and undone.' },
  { name: 'Exports', description: 'Contacts as files, which an import takes again.' },
  { name: 'Jobs', description: 'Work on many contacts, which goes in steps.' },
  { name: 'People and access', description: 'Who may do what: people, roles, API keys.' },
  { name: 'Accounts', description: 'One’s own account: the first, its password, its name.' },
  { name: 'Set-up', description: 'Fields, roles and shared views as one document.' },
  { name: 'Audit', description: 'Who did what, when and from where.' },
  { name: 'Operation', description: 'Health, and this document.' },
] as const

export type DocumentTag = (typeof documentTags)[number]['name']
