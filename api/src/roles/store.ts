import type { Role } from '@cardfile/openapi'
import { sql } from 'drizzle-orm/sql'
import { compile, type Statement } from '../db/statement.ts'

export function insertRole({ id, name, permissions }: Role): Statement {
  return compile(sql`
    INSERT INTO roles (id, name, permissions, position)
    SELECT ${id}, ${name}, ${JSON.stringify(permissions)}, max(position) + 1 FROM roles`)
}

export function updateRoleRow({ id, name, permissions }: Role): Statement {
  return compile(sql`
    UPDATE roles SET name = ${name}, permissions = ${JSON.stringify(permissions)},
      version = version + 1
    WHERE id = ${id}`)
}

/** Deletes a role and its traces, or fails the whole batch where somebody or a key has it. */
export function deleteRoleStatements(id: string): Statement[] {
  return [
    compile(sql`
      INSERT INTO guard (in_use)
      SELECT 1 WHERE EXISTS (SELECT 1 FROM people WHERE role_id = ${id} AND state <> 'removed')
        OR EXISTS (SELECT 1 FROM api_keys WHERE role_id = ${id})`),
    // Whoever was removed is kept for the logs, where their role is not asked for.
    compile(sql`UPDATE people SET role_id = 'viewer' WHERE role_id = ${id}`),
    ...(['view_roles', 'mask_roles', 'edit_roles'] as const).map((rights) => {
      const column = sql.raw(rights)
      return compile(sql`
        UPDATE fields SET ${column} = (
          SELECT json_group_array(value) FROM json_each(${column}) WHERE value <> ${id})
        WHERE EXISTS (SELECT 1 FROM json_each(${column}) WHERE value = ${id})`)
    }),
    compile(sql`DELETE FROM roles WHERE id = ${id}`),
  ]
}
