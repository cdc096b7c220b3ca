import { sql } from 'drizzle-orm/sql'
import { describe, expect, it } from 'vitest'
import { type AuditContext, auditStatement } from './record.ts'

const ctx: AuditContext = {
  now: () => 1_700_000_000_000,
  requestId: 'r1',
  caller: { kind: 'person', id: 'p1', name: 'Ann' },
  ip: '203.0.113.9',
}

describe('a row of the audit log', () => {
  it('names who asked, from where, and what it is about', () => {
    const target = { kind: 'role', id: 'agent', name: 'Agent' } as const
    expect(auditStatement({ ctx, action: 'role.changed', target }).args).toEqual([
      1_700_000_000_000,
      'person',
      'p1',
      'Ann',
      'role.changed',
      'role',
      'agent',
      'Agent',
      '203.0.113.9',
      'r1',
      '{}',
    ])
  })

  it('names whoever is given in the caller’s place', () => {
    const nobody: AuditContext = { ...ctx, caller: { kind: 'nobody' } }
    const args = (entry: Partial<Parameters<typeof auditStatement>[0]>) =>
      (
        auditStatement({ ctx: nobody, action: 'session.sign_in', ...entry }).args as unknown[]
      ).slice(1, 4)
    expect(args({})).toEqual([null, null, null])
    expect(args({ actor: { kind: 'system' } })).toEqual(['system', null, null])
    expect(args({ actor: { kind: 'key', id: 'k', name: 'n' } })).toEqual(['key', 'k', 'n'])
  })

  it('depends on what the rest of its batch did', () => {
    const { sql: text, args } = auditStatement({
      ctx,
      action: 'contact.deleted',
      details: sql`json_object('count', ${7})`,
      onlyIf: sql`EXISTS (SELECT 1 FROM changes WHERE request_id = ${'r1'})`,
    })
    expect(text).toMatch(/json_object\('count', \?\)\s+WHERE EXISTS \(SELECT 1 FROM changes/)
    expect((args as unknown[]).slice(-2)).toEqual([7, 'r1'])
  })
})
