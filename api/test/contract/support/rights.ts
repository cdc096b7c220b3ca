import { expect } from 'vitest'
import { type Api, startApi } from './api.ts'
import { asRole } from './callers.ts'

/** Every value of a field that nobody but an owner or an admin may see has it in it. */
export const mark = 'zqxsecret'
/** Every identity has it in it, seen or not. */
export const identityMark = 'zqxident'
/** The hidden fields' keys and labels have it in them. */
export const fieldMark = 'zqxfield'

export interface Installation {
  owner: Api
  /** Does not see the hidden fields. */
  agent: Api
  /** Sees the hidden fields' contacts without them, and no identities; may do all else an admin may. */
  manager: Api
  ids: string[]
  /** Of the fifth contact into the fourth. */
  merge: string
  hiddenFields: number[]
}

const onlyOwners = { viewRoles: ['owner', 'admin'] }

/** How those who may not read the planted fields see them. */
export type Sight = 'hidden' | 'masked'

/** An installation with secrets in fields that some may not see, in history and the trash, too. */
export async function plantedInstallation(sight: Sight = 'hidden'): Promise<Installation> {
  const owner = await startApi()
  const role = await owner.post<{ id: string }>('/api/v1/roles', {
    name: 'Manager',
    permissions: [
      'view_contacts',
      'edit_contacts',
      'delete_contacts',
      'erase_contacts',
      'import_contacts',
      'export_contacts',
      'manage_fields',
      'view_audit',
    ],
  })
  expect(role.status, JSON.stringify(role.body)).toBe(201)
  // Of a masked field the document of who sees it so says that it is a text.
  const document = sight === 'masked' ? 'own' : 'whole'
  const limited = sight === 'masked' ? { maskRoles: ['agent', role.body.id] } : onlyOwners
  const define = (definition: object) => owner.field({ ...definition, ...limited })
  const { body: section } = await owner.post<{ id: number }>('/api/v1/sections', {
    name: `${fieldMark} section`,
  })
  const hidden = { type: 'text', section: section.id }
  const text = await define({ name: `${fieldMark} text`, ...hidden })
  const day = await define({ name: `${fieldMark} day`, type: 'date', indexed: true })
  const plan = await define({
    name: `${fieldMark} plan`,
    type: 'dropdown',
    options: [{ text: `${mark} gold` }, { text: `${mark} free` }],
  })
  const gone = await define({ name: `${fieldMark} gone`, type: 'text' })
  const preset = await define({
    name: `${fieldMark} preset`,
    type: 'text',
    defaultValue: `${mark} preset`,
    required: true,
  })
  await owner.field({ name: 'Locked', type: 'text', editRoles: ['owner', 'admin'] })
  await owner.field({ name: 'Note', type: 'text' })
  // An identity field that agents do not see.
  const sso = await owner.fieldByKey('sso_id')
  await owner.send('PATCH', `/api/v1/fields/${sso.id}`, { ifMatch: '*', body: limited })
  const ids: string[] = []
  for (let n = 0; n < 6; n++) {
    const { id, version } = await owner.contact({
      name: `Person ${n}`,
      email: [`${identityMark}${n}@example.com`],
      sso_id: [`${mark}-sso-${n}`],
      [text.key]: `${mark} text ${n}`,
      [day.key]: `2001-02-0${n + 1}`,
      [plan.key]: n % 2 ? `${mark}_gold` : `${mark}_free`,
      [gone.key]: `${mark} gone`,
      locked: 'as it was',
      note: n < 3 ? 'first half' : 'second half',
    })
    await owner.patch(id, version, { [text.key]: `${mark} changed ${n}`, note: `note ${n}` })
    ids.push(id)
  }
  const merged = await owner.post<{ merge: { id: string } }>(
    `/api/v1/contacts/${ids[3]}/merge`,
    { from: [{ id: ids[4], version: 2 }], choose: { [text.key]: { from: ids[4] } } },
    { ifMatch: '*' },
  )
  expect(merged.status, JSON.stringify(merged.body)).toBe(200)
  await owner.send('DELETE', `/api/v1/contacts/${ids[5]}`, { ifMatch: '*' })
  await owner.send('DELETE', `/api/v1/fields/${gone.id}`, { ifMatch: '*' })
  return {
    owner,
    agent: await asRole(owner, 'agent', {}, document),
    manager: await asRole(owner, role.body.id, {}, document),
    ids,
    merge: merged.body.merge.id,
    hiddenFields: [text, day, plan, gone, preset].map(({ id }) => id).concat(sso.id),
  }
}
