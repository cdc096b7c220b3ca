/** What is said of a row of an import that was taken: which of its cells were not, or not as written. */
export const noteReasons = {
  /** `kept`: what the contact has, as a cell shows it. */
  kept_value: ({ kept }: { kept: string }) =>
    `is left out: Merge fills empty fields alone, and the contact has “${kept}”`,
  /** `left`: identities of the row; `kept`: those of the contact. */
  kept_identities: ({ left, kept }: { left: readonly string[]; kept: readonly string[] }) =>
    `is left out as far as it is ${quoted(left)}: Merge adds no second identity of a kind, and the contact has ${quoted(kept)}`,
  read_only_now_left: () => 'is left out: the field is read only as the contact is now',
  read_only_left: () => 'is left out: the field is read only once the contact exists',
  not_yours_left: () => 'is left out: the field is not yours to change',
  field_deleted: () => 'is left out: its field was deleted after the import had begun',
  field_hidden: () =>
    'is left out: its field was hidden from whoever imports after the import had begun',
  /**
   * `rule`: the code of the reason that the cell would have failed its row for, with whose parameters
   * it goes; `why`: that reason's sentence.
   */
  left_blank: ({ why }: { rule: string; why: string }) => `is taken as blank: it ${why}`,
  /** `zone`: IANA name; `taken` and `other`: the two instants, ISO 8601 in UTC. */
  time_shown_twice: ({ zone, taken, other }: { zone: string; taken: string; other: string }) =>
    `is a time that the clocks in ${zone} show twice that day: it is taken as the first, ${taken}, not as ${other}`,
  /** Told in the place of notes that would give away what is not shown to whoever reads them. */
  hidden_field_noted: () => 'something is said of a cell of a field that you may not see',
}

const quoted = (values: readonly string[]): string => values.map((value) => `“${value}”`).join(', ')
