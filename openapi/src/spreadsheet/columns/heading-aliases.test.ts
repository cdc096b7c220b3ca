import { describe, expect, test } from 'vitest'
import { customField } from '../../field.test-support.ts'
import { prebuiltFields } from '../../prebuilt-fields.ts'
import { matchColumns, nameColumns } from './columns.ts'

const targets = (headings: readonly string[], fields = prebuiltFields) =>
  matchColumns(headings, fields).map(({ field, status, options }) =>
    options?.namePart ? `${field}:${options.namePart}` : (field ?? status),
  )

describe('headings of other programs', () => {
  test.each([
    ['E-mail 1 - Value', 'email'],
    ['E-mail 12 - Value', 'email'],
    ['E-mail 1 - Type', 'label'],
    ['Phone 2 - Label', 'label'],
    ['Phone 1 - Value', 'phone'],
    ['Phone Number', 'phone'],
    ['Mobile Phone', 'phone'],
    ['Company Name', 'company'],
    ['Organization Name', 'company'],
    ['Organization 1 - Title', 'title'],
    ['Account Name', 'company'],
    ['Given Name', 'first_name'],
    ['Additional Name', 'name:middle'],
    ['E-mail Address', 'email'],
    ['E-mail 2 Address', 'email'],
    ['Record ID', 'external_id'],
    ['Id', 'unknown'],
    ['E-Mail 2: Adresse', 'email'],
    ['Straße geschäftlich', 'address'],
    ['Strasse geschaeftlich', 'unknown'],
    ['Téléphone 2 (bureau)', 'phone'],
    ['Adresse de messagerie 3', 'email'],
    ['Dirección del correo electrónico 2', 'email'],
    ['Apellidos', 'last_name'],
    ['Mobiltelefon 2', 'phone'],
    ['E-Mail 2: Angezeigter Name', 'label'],
    ['Teléfono del trabajo 2', 'phone'],
    ['Email 2', 'email'],
    ['Phone No.', 'phone'],
    ['Primary Email', 'email'],
    ['Zip/Postal Code', 'postal_code'],
    ['Company / Account', 'company'],
    ['Datensatz-ID', 'external_id'],
    ['Zugeordnetes Unternehmen', 'company'],
    ['Número de teléfono', 'phone'],
    ['Nom de l’entreprise', 'company'],
    ['Civilité', 'name:prefix'],
    ['Cognome', 'last_name'],
    ['Achternaam', 'last_name'],
    ['Sobrenome', 'last_name'],
    ['Assistant’s Phone', 'unknown'],
  ])('%s goes to %s', (heading, target) => {
    expect(targets([heading])).toEqual([target])
  })

  test('give way to fields that are labelled so', () => {
    const fields = [...prebuiltFields, customField('mobile', { name: 'Mobile' })]
    expect(targets(['Mobile', 'Salutation'], fields)).toEqual(['mobile', 'name:prefix'])
    const greeted = [...prebuiltFields, customField('greeting', { name: 'Salutation' })]
    expect(targets(['Salutation'], greeted)).toEqual(['greeting'])
  })

  test('prefer one address to another, wherever it stands', () => {
    expect(targets(['Other City', 'Mailing City', 'Other Street'])).toEqual([
      'duplicate',
      'city',
      'address',
    ])
    expect(targets(['Home City', 'City'])).toEqual(['duplicate', 'city'])
  })

  test('mean the last name in German, where the first has a column of its own', () => {
    expect(targets(['Name', 'Vorname'])).toEqual(['last_name', 'first_name'])
    expect(targets(['Name', 'Vorname', 'Nachname'])).toEqual(['name', 'first_name', 'last_name'])
    expect(targets(['Name', 'First Name'])).toEqual(['name', 'first_name'])
  })

  test('stand twice in French Outlook, for the form of address and the position', () => {
    const outlook = ['Titre', 'Prénom', 'Deuxième prénom', 'Nom', 'Titre']
    expect(targets(outlook)).toEqual([
      'name:prefix',
      'first_name',
      'name:middle',
      'last_name',
      'title',
    ])
    expect(targets(['Civilité', 'Prénom', 'Nom', 'Titre']).at(-1)).toBe('title')
  })

  test('mean something else beside others', () => {
    expect(targets(['Title', 'First Name', 'Job Title'])).toEqual([
      'name:prefix',
      'first_name',
      'title',
    ])
    expect(targets(['Title', 'First Name'])).toEqual(['title', 'first_name'])
    expect(targets(['Id', 'AccountId'])).toEqual(['external_id', 'unknown'])
  })

  test('tell what a name is made of, in its order', () => {
    const columns = matchColumns(
      ['Last Name', 'Suffix', 'First Name', 'Middle Name'],
      prebuiltFields,
    )
    expect(nameColumns(columns)).toEqual({ whole: false, parts: [2, 3, 0, 1] })
    expect(nameColumns(matchColumns(['Name', 'Email'], prebuiltFields))).toEqual({
      whole: true,
      parts: [],
    })
  })
})
