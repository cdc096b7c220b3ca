import type { Field } from '@cardfile/openapi'
import type { Context } from '../installation/context.ts'
import { fieldOf } from './definition-rules.ts'

export async function listFields(ctx: Context): Promise<readonly Field[]> {
  // Asked anew: an administrator expects to see what a colleague has just changed.
  return (await ctx.definitions.refresh(ctx.db)).fields
}

export async function getField(ctx: Context, id: number): Promise<Field> {
  return fieldOf(await ctx.definitions.refresh(ctx.db), id)
}
