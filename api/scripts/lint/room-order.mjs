// A circle of rooms begins with one import against their order; no-cycle sees circles of files alone.
import { dirname, join, normalize, sep } from 'node:path'
import { floors } from './rooms.mjs'

const test = /\.test(-support)?\.tsx?$/

/** Where a file stands on a floor: its room's name and place in the order; null elsewhere. */
function placeOf(file, { folder, rooms }) {
  const start = file.lastIndexOf(`/${folder}/`)
  if (start < 0) return null
  const [first, ...rest] = file.slice(start + folder.length + 2).split('/')
  const name = rest.length === 0 ? '.' : first
  const place = rooms.findIndex((room) => (room.room ?? room) === name)
  return { name, place, knows: rooms[place]?.knows }
}

const called = (name, folder) => (name === '.' ? `the files of ${folder}` : `“${name}”`)

/** What is wrong with one file's importing another; null where nothing is. */
function faultOf(file, target) {
  for (const floor of floors) {
    const [from, to] = [placeOf(file, floor), placeOf(target, floor)]
    if (!from || !to || from.name === to.name) continue
    const unlisted = [from, to].find(({ place }) => place < 0)
    if (unlisted)
      return `${called(unlisted.name, floor.folder)} has no place in the order of the rooms of ${floor.folder}: give it one in api/scripts/lint/rooms.mjs.`
    const between = `${called(from.name, floor.folder)} must not import from ${called(to.name, floor.folder)}`
    if (to.place > from.place)
      return `${between}, which stands above it in ${floor.folder}: see api/scripts/lint/rooms.mjs.`
    if (from.knows && to.knows && !Object.hasOwn(from.knows, to.name))
      return `${between} unless api/scripts/lint/rooms.mjs says why.`
  }
  return null
}

/** @type {import('oxlint/plugins-dev').Rule} */
export default {
  meta: { type: 'problem' },
  create(context) {
    const file = context.filename.split(sep).join('/')
    if (test.test(file)) return {}
    const check = (node) => {
      const source = node.source?.value
      if (typeof source !== 'string' || !source.startsWith('.')) return
      const message = faultOf(
        file,
        normalize(join(dirname(file), source))
          .split(sep)
          .join('/'),
      )
      if (message) context.report({ node, message })
    }
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    }
  },
}
