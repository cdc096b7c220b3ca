import { describe, expect, it } from 'vitest'
import { EarlyAnswers, firstQuestions } from './early-answers.ts'

const fields = 'https://cards.example/api/v1/fields'

function asked(now = () => 0) {
  const early = new EarlyAnswers(now)
  early.ask([fields], async () => new Response('early'))
  return early
}

describe('an answer asked for early', () => {
  it('is for the first who asks the same, and for nobody else', async () => {
    const early = asked()
    expect(early.take({ method: 'GET', url: `${fields}?deleted=true` })).toBeUndefined()
    expect(await (await early.take({ method: 'GET', url: fields }))?.text()).toBe('early')
    expect(early.take({ method: 'GET', url: fields })).toBeUndefined()
  })

  it('is not given any more once something was changed', () => {
    const early = asked()
    expect(early.take({ method: 'PATCH', url: fields })).toBeUndefined()
    expect(early.take({ method: 'GET', url: fields })).toBeUndefined()
  })

  it('is not given when it is old', () => {
    let now = 0
    const early = asked(() => now)
    now = 60_000
    expect(early.take({ method: 'GET', url: fields })).toBeUndefined()
  })

  it('fails for who takes it, and for nobody where nobody does', async () => {
    const early = new EarlyAnswers(() => 0)
    early.ask([fields], () => Promise.reject(new TypeError('no net')))
    await expect(early.take({ method: 'GET', url: fields })).rejects.toThrow('no net')
    early.ask([fields], () => Promise.reject(new TypeError('no net')))
  })
})

describe('what a page asks first', () => {
  const id = '01a1d668-e100-757b-85eb-4c8c93109376'
  it.each([
    ['/contacts', ['/me', '/fields', '/views']],
    ['/', ['/me', '/fields', '/views']],
    [`/contacts/${id}`, ['/me', '/fields', `/contacts/${id}`]],
    ['/contacts/new', ['/me']],
    ['/fields', ['/me', '/fields']],
    ['/import', ['/me']],
    ['/sign-in', []],
    ['/setup', []],
    ['/set-password', []],
  ])('at %s', (page, paths) => {
    expect(firstQuestions(page)).toEqual(paths)
  })
})
