import { foldText } from '../../text/fold-text.ts'

/** A part of a person's name that has no field of its own. */
export const nameParts = ['prefix', 'middle', 'suffix'] as const
export type NamePart = (typeof nameParts)[number]

/** What a heading means that other programs write: a field, a part of the name, or nothing to keep. */
export interface HeadingAlias {
  /** Key of the field; null for a column that says what kind of value stands beside it. */
  field: string | null
  namePart?: NamePart
  /** Which column has a field of one value where several mean it: the lowest. */
  rank: number
  /** Holds even where a field is labelled so. */
  overLabel?: true
}

/**
 * What other programs call the fields, the preferred first. Headings as these write them: Google
 * Contacts ("Google CSV", of 2024 and before), Outlook (comma separated values; English, German,
 * French and Spanish), HubSpot (export of contacts), Salesforce (reports and Data Loader's API names),
 * and the vCard reader's own. Blanks, punctuation, accents and case do not count, and `#` is a number.
 */
const byField: Readonly<Record<string, readonly string[]>> = {
  name: ['Full Name', 'Contact Name', 'Display Name', 'Nombre completo', 'Nom complet'],
  first_name: ['Given Name', 'Forename', 'Vorname', 'Prénom', 'Nombre'],
  last_name: ['Family Name', 'Surname', 'Nachname', 'Nom', 'Nom de famille', 'Apellidos'],
  alias: ['Nickname', 'Spitzname', 'Surnom', 'Sobrenombre', 'Apodo'],
  title: [
    'Job Title',
    'Organization Title',
    'Organization # - Title',
    'Titre #',
    'Position',
    'Cargo',
    'Puesto',
    'Fonction',
  ],
  company: [
    'Company Name',
    'Organization Name',
    'Organization # - Name',
    'Account Name',
    'Associated Company',
    'Associated Company (Primary)',
    'Primary Associated Company Name',
    'Organisation',
    'Organization',
    'Employer',
    'Firma',
    'Société',
    'Compañía',
    'Organización',
    'Empresa',
  ],
  email: [
    'Email Address',
    'Mail',
    'E-mail # - Value',
    'E-mail Address',
    'E-mail # Address',
    'Work Email',
    'Home Email',
    'Personal Email',
    'Other Email',
    'Secondary Email',
    'Additional email addresses',
    'E-Mail-Adresse',
    'E-Mail # Adresse',
    'Adresse de messagerie',
    'Adresse de messagerie #',
    'Adresse e-mail',
    'Dirección de correo electrónico',
    'Dirección de correo electrónico #',
    'Dirección del correo electrónico',
    'Dirección del correo electrónico #',
    'Correo electrónico',
  ],
  phone: [
    'Phone Number',
    'Phone # - Value',
    'Phone #',
    'Telephone',
    'Telephone Number',
    'Tel',
    'Primary Phone',
    'Business Phone',
    'Business Phone #',
    'Work Phone',
    'Mobile Phone',
    'Mobile Phone Number',
    'Mobile',
    'Mobile Number',
    'Cell',
    'Cell Phone',
    'Cellphone',
    'Home Phone',
    'Home Phone #',
    'Other Phone',
    'Car Phone',
    'Company Main Phone',
    'Callback',
    'Radio Phone',
    'ISDN',
    'Pager',
    'TTY/TDD Phone',
    'Telefon',
    'Telefonnummer',
    'Telefon geschäftlich',
    'Telefon geschäftlich #',
    'Telefon Firma',
    'Telefon privat',
    'Telefon privat #',
    'Mobiltelefon',
    'Handy',
    'Weiteres Telefon',
    'Autotelefon',
    'Haupttelefon',
    'Téléphone',
    'Téléphone (bureau)',
    'Téléphone # (bureau)',
    'Téléphone société',
    'Téléphone (domicile)',
    'Téléphone # (domicile)',
    'Téléphone (autre)',
    'Téléphone principal',
    'Tél. mobile',
    'Téléphone mobile',
    'Teléfono',
    'Teléfono del trabajo',
    'Teléfono # del trabajo',
    'Teléfono principal de la organización',
    'Particular: teléfono',
    'Particular: teléfono #',
    'Teléfono particular',
    'Teléfono particular #',
    'Otro teléfono',
    'Teléfono principal',
    'Teléfono móvil',
    'Móvil',
  ],
  fax: [
    'Fax Number',
    'Business Fax',
    'Home Fax',
    'Other Fax',
    'Fax geschäftlich',
    'Fax privat',
    'Weiteres Fax',
    'Télécopie (bureau)',
    'Télécopie (domicile)',
    'Télécopie (autre)',
    'Fax del trabajo',
    'Fax particular',
    'Otro fax',
  ],
  address: [
    'Street Address',
    'Street',
    'Address # - Street',
    'Business Street',
    'Mailing Street',
    'Home Street',
    'Other Street',
    'Address # - Formatted',
    'Straße geschäftlich',
    'Straße privat',
    'Straße',
    'Rue (bureau)',
    'Rue (domicile)',
    'Calle del trabajo',
    'Calle de la dirección particular',
    'Calle',
  ],
  city: [
    'Address # - City',
    'Business City',
    'Mailing City',
    'Town',
    'Home City',
    'Other City',
    'Ort geschäftlich',
    'Ort privat',
    'Ort',
    'Stadt',
    'Ville (bureau)',
    'Ville (domicile)',
    'Ville',
    'Ciudad de trabajo',
    'Ciudad de la dirección particular',
    'Ciudad',
  ],
  state: [
    'Province',
    'Region',
    'State/Region',
    'Address # - Region',
    'Business State',
    'Mailing State',
    'Mailing State/Province',
    'Home State',
    'Other State',
    'Other State/Province',
    'Region geschäftlich',
    'Bundesland/Kanton geschäftlich',
    'Region privat',
    'Bundesland/Kanton privat',
    'Dép/Région (bureau)',
    'Dép/Région (domicile)',
    'Provincia o estado de trabajo',
    'Provincia o estado de residencia',
    'Provincia',
  ],
  postal_code: [
    'Zip',
    'Zip Code',
    'Postcode',
    'Address # - Postal Code',
    'Business Postal Code',
    'Mailing Postal Code',
    'Mailing Zip/Postal Code',
    'Home Postal Code',
    'Other Postal Code',
    'Other Zip/Postal Code',
    'Postleitzahl geschäftlich',
    'Postleitzahl privat',
    'Postleitzahl',
    'PLZ',
    'Code postal (bureau)',
    'Code postal (domicile)',
    'Code postal',
    'Código postal del trabajo',
    'Código postal de residencia',
    'Código postal',
  ],
  country: [
    'Country/Region',
    'Address # - Country',
    'Business Country/Region',
    'Business Country',
    'Mailing Country',
    'Home Country/Region',
    'Home Country',
    'Other Country/Region',
    'Other Country',
    'Land/Region geschäftlich',
    'Land/Region privat',
    'Land',
    'Pays/Région (bureau)',
    'Pays/Région (domicile)',
    'Pays',
    'País o región del trabajo',
    'País o región de residencia',
    'País',
  ],
  description: [
    'Notes',
    'Note',
    'Comment',
    'Comments',
    'Notizen',
    'Remarques',
    'Notas',
    'Contact Description',
  ],
  external_id: ['Record ID', 'Record ID - Contact', 'Contact ID', 'Contact ID 18'],
  twitter: ['Twitter Username', 'Twitter Handle'],
  facebook: ['Facebook Username', 'Facebook Page'],
  instagram: ['Instagram Username', 'Instagram Handle'],
  whatsapp: ['WhatsApp Phone Number', 'WhatsApp Number'],
  telegram: ['Telegram Username'],
}

const byNamePart: Readonly<Record<NamePart, readonly string[]>> = {
  prefix: ['Name Prefix', 'Honorific Prefix', 'Salutation', 'Anrede', 'Título', 'Tratamiento'],
  middle: [
    'Middle Name',
    'Additional Name',
    'Weitere Vornamen',
    'Deuxième prénom',
    'Segundo nombre',
  ],
  suffix: ['Name Suffix', 'Honorific Suffix', 'Suffix', 'Suffixe', 'Sufijo'],
}

/** Columns that say what kind the value beside them is of. */
const labels = [
  ...['E-mail', 'Phone', 'Address', 'IM', 'Website', 'Event', 'Relation', 'Custom Field'].flatMap(
    (what) => [`${what} # - Type`, `${what} # - Label`],
  ),
  'Organization # - Type',
  'IM # - Service',
  'E-mail Type',
  'E-mail # Type',
  'E-Mail-Typ',
  'E-Mail # Typ',
  'Type de messagerie',
  'Type de messagerie #',
  'Tipo de correo electrónico',
  'Tipo de correo electrónico #',
  'E-mail Display Name',
  'E-mail # Display Name',
]

const aliases: ReadonlyMap<string, HeadingAlias> = new Map([
  ...Object.entries(byField).flatMap(([field, headings]) => ranked(headings, { field })),
  ...Object.entries(byNamePart).flatMap(([part, headings]) =>
    ranked(headings, { field: 'name', namePart: part as NamePart }),
  ),
  ...ranked(labels, { field: null }),
])

function ranked(
  headings: readonly string[],
  meaning: Omit<HeadingAlias, 'rank'>,
): [string, HeadingAlias][] {
  return headings.map((heading, rank) => [bare(heading), { ...meaning, rank }])
}

/** Letters and signs for numbers alone: programs differ in all else, and so do their versions. */
function bare(heading: string): string {
  return foldText(heading)
    .replace(/\d+/g, '#')
    .replace(/[^\p{L}#]/gu, '')
}

const formOfAddress: HeadingAlias = {
  field: 'name',
  namePart: 'prefix',
  rank: 0,
  overLabel: true,
}

/** Headings that mean something else beside another one of the same file. */
const beside: readonly { heading: string; other: string; means: HeadingAlias }[] = [
  // Outlook's "Title" is Mr. or Dr.; the position has a column of its own there.
  { heading: 'title', other: 'jobtitle', means: formOfAddress },
  { heading: 'titre', other: 'prenom', means: formOfAddress },
  // Alone, "Id" may be the number of a row; Data Loader's is one of Salesforce's.
  { heading: 'id', other: 'accountid', means: { field: 'external_id', rank: 0 } },
]

/**
 * What other programs mean by the headings of a file.
 *
 * @param headings all of them, in order
 * @returns for each one, null where nobody is known to write it
 */
export function aliasesOf(headings: readonly string[]): (HeadingAlias | null)[] {
  const all = headings.map(bare)
  const present = new Set(all)
  return all.map((heading) => {
    const found = beside.find((one) => one.heading === heading && present.has(one.other))
    return found?.means ?? aliases.get(heading) ?? null
  })
}

/** Fields of one text that other programs have several columns for; all of them are kept in it. */
const joinedFields: ReadonlySet<string> = new Set(['phone', 'fax', 'company', 'description'])

/** Whether every column that means this field goes to it, and not only the preferred one. */
export function takesEachAlias(field: string): boolean {
  return joinedFields.has(field)
}
