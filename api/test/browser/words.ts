import type { Language } from '@cardfile/openapi/test-locale'

/** Names of controls and what is said of them, as tests of typed values look for them. */
interface Words {
  requiredName: string
  externalId: string
  save: string
  history: string
  filter: string
  apply: string
  conditionField: string
  operand(field: string): string
  without(other: string): string
  noSuchDay(day: string): string
  shownTwice: string
  /** How each reason begins, or what it says of no value alone. */
  reasons: Readonly<Record<string, string>>
}

const english: Words = {
  requiredName: 'Name required',
  externalId: 'External ID',
  save: 'Save',
  history: 'History',
  filter: 'Filter',
  apply: 'Apply',
  conditionField: 'Field of condition 1',
  operand: (field) => `${field}, value 1`,
  without: (other) => `without “${other}”`,
  noSuchDay: (day) => `there is no ${day}`,
  shownTwice: 'this time twice: +01:00 is meant',
  reasons: {
    not_day: 'must be a date like',
    not_instant: 'must be a date and time like',
    no_such_day: 'must be a day of the calendar: there is no',
    day_read_two_ways: 'can be read one way only',
    short_year: 'must have a year of four digits',
    time_beside_day: 'without a time of day',
    no_such_time: 'must have a time of day: there is no',
    time_skipped: 'must be a time that there is',
    other_calendar: 'must be a date of the Gregorian calendar',
    other_weekday: 'must agree with the day of the week beside it',
    zone_by_name: 'must have its offset, like +02:00, in place of',
    not_number: 'must be a number',
    number_beside_other: 'must be a number alone, without',
    number_sign_unclear: 'and with a minus before it if it is below nought',
    number_read_two_ways: 'can be read one way only',
    too_many_digits: 'must have at most 15 digits',
  },
}

const german: Words = {
  requiredName: 'Name erforderlich',
  externalId: 'Externe ID',
  save: 'Speichern',
  history: 'Verlauf',
  filter: 'Filter',
  apply: 'Anwenden',
  conditionField: 'Feld der Bedingung 1',
  operand: (field) => `${field}, Wert 1`,
  without: (other) => `ohne „${other}“`,
  noSuchDay: (day) => `${day} gibt es nicht`,
  shownTwice: 'diese Zeit zweimal: Gemeint ist +01:00',
  reasons: {
    not_day: 'muss ein Datum wie',
    not_instant: 'muss Datum und Uhrzeit wie',
    no_such_day: 'muss ein Tag des Kalenders sein:',
    day_read_two_ways: 'nur auf eine Art lesbar',
    short_year: 'muss ein Jahr mit vier Ziffern haben',
    time_beside_day: 'muss ein Tag allein sein, ohne Uhrzeit',
    no_such_time: 'muss eine Uhrzeit haben:',
    time_skipped: 'muss eine Zeit sein, die es gibt',
    other_calendar: 'muss ein Datum des gregorianischen Kalenders sein',
    other_weekday: 'muss zum Wochentag daneben passen',
    zone_by_name: 'muss den Versatz haben, wie +02:00, statt',
    not_number: 'muss eine Zahl sein',
    number_beside_other: 'muss eine Zahl allein sein, ohne „',
    number_sign_unclear: 'und mit einem Minus davor, wenn sie unter null ist',
    number_read_two_ways: 'nur auf eine Art lesbar',
    too_many_digits: 'höchstens 15 Ziffern haben',
  },
}

/** What stands among words of the other direction stands by itself, between the marks of an isolate. */
const apart = (text: string) => `\u2068${text}\u2069`

const arabic: Words = {
  requiredName: 'الاسم مطلوب',
  externalId: 'المعرّف الخارجي',
  save: 'حفظ',
  history: 'السجل',
  filter: 'تصفية',
  apply: 'تطبيق',
  conditionField: 'حقل الشرط ١',
  operand: (field) => `${apart(field)}، القيمة ١`,
  without: (other) => `بدون «${apart(other)}»`,
  noSuchDay: (day) => `لا وجود لـ${apart(day)}`,
  shownTwice: `هذا الوقت مرتين: المقصود ${apart('+01:00')}`,
  reasons: {
    not_day: 'يجب أن يكون تاريخًا مثل',
    not_instant: 'يجب أن يكون تاريخًا ووقتًا مثل',
    no_such_day: 'يجب أن يكون يومًا في التقويم',
    day_read_two_ways: 'بحيث يُقرأ بطريقة واحدة',
    short_year: 'يجب أن تكون السنة من أربعة أرقام',
    time_beside_day: 'يجب أن يكون يومًا فقط بلا وقت',
    no_such_time: 'يجب أن يحمل وقتًا',
    time_skipped: 'يجب أن يكون وقتًا موجودًا',
    other_calendar: 'يجب أن يكون تاريخًا ميلاديًا',
    other_weekday: 'يجب أن يوافق يوم الأسبوع المجاور',
    zone_by_name: 'يجب أن يحمل الإزاحة، مثل',
    not_number: 'يجب أن يكون عددًا',
    number_beside_other: 'يجب أن يكون عددًا فقط، بدون',
    number_sign_unclear: 'وبعلامة ناقص قبله إن كان دون الصفر',
    number_read_two_ways: 'بحيث يُقرأ بطريقة واحدة',
    too_many_digits: 'يجب ألا تزيد أرقامه على',
  },
}

/** What a browser of each language is shown. */
export const wordsIn: Readonly<Record<Language, Words>> = {
  'en-US': english,
  'de-DE': german,
  'ar-EG': arabic,
}
