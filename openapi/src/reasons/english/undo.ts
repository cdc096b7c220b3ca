/** Why a contact was left as it is when an import, or a change of many, was undone. */
export const undoReasons = {
  changed_since: () => 'was changed by others since',
  deleted_since: () => 'was deleted since',
  /** `name`: of the contact it was merged into */
  merged_since: ({ name }: { name: string }) => `was merged into ${name} since`,
  import_not_yours: () => 'has values that are not yours to change',
  /** `name`: of the field */
  read_only_by_now: ({ name }: { name: string }) => `its ${name} is read only by now`,
  required_by_now: ({ name }: { name: string }) => `its ${name} is required by now and was empty`,
  /** `rule`: the code of the rule that the value breaks by now, with its parameters; `why`: its sentence. */
  earlier_value_refused: ({ name, why }: { name: string; rule: string; why: string }) =>
    `its earlier ${name} ${why}`,
  identity_taken_since: ({ value, name }: { value: string; name: string }) =>
    `its earlier “${value}” belongs to ${name} now`,
  earlier_value_hidden: () =>
    'its earlier values cannot come back, for a field that you may not see',
}
