import { useCallback, useMemo, useRef, useState } from 'react'
import type { Conflict, Field, Reasons, Values } from '@cardfile/openapi'
import { ApiError } from '../api/api-error.ts'
import {
  changedSince,
  changedValues,
  identitiesErrorPath,
  judge,
  startingValues,
  valuePath,
} from './form-model.ts'

export interface Draft {
  values: Values
  errors: Reasons
  conflicts: readonly Conflict[]
  /** True where leaving would lose something. */
  dirty: boolean
  set(key: string, value: unknown): void
  blur(key: string): void
  /** @returns true where every rule is kept; else the reasons are in `errors`. */
  check(): boolean
  /** Shows what the server refused. @returns false where it is nothing a form can show. */
  refuse(error: unknown): boolean
  reset(): void
  /**
   * Goes on from what is stored now. What was typed since `sent` was taken stays, unsaved.
   *
   * @param sent the values that were saved; left out, all that was typed is given up
   * @returns whether something was typed since
   */
  rebase(stored: Values, sent?: Values): boolean
}

/**
 * The state of a contact's form: what is typed and what is wrong with it. Rules are asked when a
 * field is left and at Save; while somebody mends a value, only its own complaint is renewed.
 *
 * @param before the stored values; left out for a new contact
 */
export function useDraft(fields: readonly Field[], before?: Values): Draft {
  const start = useMemo(() => before ?? startingValues(fields), [before, fields])
  const [typed, setTyped] = useState<Values>({})
  const [errors, setErrors] = useState<Reasons>({})
  const [conflicts, setConflicts] = useState<readonly Conflict[]>([])
  const values = useMemo(() => ({ ...start, ...typed }), [start, typed])
  // Blur and change handlers of one tick must see each other's values, and stay the same for as long as
  // the form does: a control whose handlers change is drawn anew.
  const latest = useRef(values)
  latest.current = values
  const drawn = useRef({ errors, typed })
  drawn.current = { errors, typed }

  const renew = useCallback(
    (paths: (path: string) => boolean) => {
      const found = judge(fields, latest.current, before)
      setErrors((shown) => {
        const next = Object.fromEntries(Object.entries(shown).filter(([path]) => !paths(path)))
        for (const [path, reasons] of Object.entries(found)) if (paths(path)) next[path] = reasons
        return next
      })
    },
    [fields, before],
  )

  const set = useCallback(
    (key: string, value: unknown) => {
      latest.current = { ...latest.current, [key]: value }
      setTyped((all) => ({ ...all, [key]: value }))
      setConflicts((all) => all.filter(({ field }) => field !== key))
      const mended = new Set(
        [valuePath(key), identitiesErrorPath].filter(
          (path) => drawn.current.errors[path] !== undefined,
        ),
      )
      if (mended.size > 0) renew((path) => mended.has(path))
    },
    [renew],
  )

  const blur = useCallback(
    (key: string) => {
      if (drawn.current.typed[key] !== undefined) renew((path) => path === valuePath(key))
    },
    [renew],
  )

  const check = useCallback(() => {
    const found = judge(fields, latest.current, before)
    setErrors(found)
    setConflicts([])
    return Object.keys(found).length === 0
  }, [fields, before])

  const refuse = useCallback((error: unknown) => {
    if (!(error instanceof ApiError)) return false
    setErrors(error.errors)
    setConflicts(error.conflicts)
    return Object.keys(error.errors).length + error.conflicts.length > 0
  }, [])

  const rebase = useCallback((stored: Values, sent?: Values) => {
    const since = sent ? changedSince(sent, latest.current) : {}
    latest.current = { ...stored, ...since }
    setTyped(since)
    setErrors({})
    setConflicts([])
    return Object.keys(since).length > 0
  }, [])
  const reset = useCallback(() => void rebase(start), [rebase, start])

  const dirty = useMemo(
    () => Object.keys(changedValues(fields, start, values)).length > 0,
    [fields, start, values],
  )
  return { values, errors, conflicts, dirty, set, blur, check, refuse, reset, rebase }
}
