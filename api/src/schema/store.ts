import { detail } from '@cardfile/openapi'
import { sql } from 'drizzle-orm/sql'
import { mostParameterBytes } from '../db/limits.ts'
import { compile, param, prepare, type Statement } from '../db/statement.ts'
import { ProblemError } from '../errors/problem-error.ts'
import type { Step } from './plan.ts'
import type { Prune, SchemaDocument, SchemaStep } from './schemas.ts'

/** A plan as it is kept until it is applied. */
export interface StoredPlan {
  document: SchemaDocument
  prune: Prune
  /** What the installation was, as `markOf` tells it from others. */
  base: string
  steps: Step[]
  /** How many contacts each of them touched. */
  counts: Pick<SchemaStep, 'contacts' | 'inTheWay'>[]
}

interface Kept {
  id: string
  plan: StoredPlan
  /** As `actorOf` writes it. */
  actor: string | null
  /** Milliseconds since 1970. */
  expiresAt: number
}

/** Bytes of a document that fits whatever is to be done for it. */
const mostDocument = 1_800_000

/** @throws ProblemError `too_large` for a plan that is more than one value of the database may be */
export function insertPlan({ id, plan, actor, expiresAt }: Kept): Statement {
  const text = JSON.stringify(plan)
  if (new TextEncoder().encode(text).length > mostParameterBytes)
    throw new ProblemError('too_large', {
      detail: detail('body_too_large', { most: mostDocument }),
    })
  return compile(sql`
    INSERT INTO schema_plans (id, plan, actor, expires_at)
    VALUES (${id}, ${text}, ${actor}, ${expiresAt})`)
}

export const selectPlan = prepare<'id' | 'actor' | 'now'>(sql`
  SELECT plan FROM schema_plans
  WHERE id = ${param('id')} AND actor IS ${param('actor')} AND expires_at > ${param('now')}`)

/** The conversion of one of some fields that runs. */
export function selectConversion(fieldIds: readonly number[]): Statement {
  return compile(sql`
    SELECT * FROM jobs WHERE state = 'running'
      AND field_id IN (SELECT value FROM json_each(${JSON.stringify(fieldIds)})) LIMIT 1`)
}
