import { describe, expect, it } from 'vitest'
import { auditQuery, readAuditView, writeAuditView } from './audit-view.ts'

const all = {
  actor: 'p1',
  action: 'session.failed',
  from: '2026-03-01',
  to: '2026-03-31',
  cursor: 'c',
} as const

describe('the view of the audit log in the address', () => {
  it('survives the way there and back', () => {
    expect(readAuditView(writeAuditView(all))).toEqual(all)
    expect(String(writeAuditView(readAuditView(new URLSearchParams())))).toBe('')
  })

  it('leaves out what nobody can have meant', () => {
    const search = new URLSearchParams('action=nope&from=yesterday&to=2026-13-40')
    expect(readAuditView(search)).toMatchObject({ action: null, from: null, to: null })
  })

  it('asks for whole days of the person’s own calendar, the last one included', () => {
    const { from, to } = auditQuery(all)
    expect(new Date(from!)).toEqual(new Date(2026, 2, 1))
    expect(new Date(to!)).toEqual(new Date(2026, 3, 1))
  })
})
