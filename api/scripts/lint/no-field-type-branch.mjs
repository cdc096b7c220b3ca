// A field type declares what it can do; code that asks *which* type it has must be found and
// touched again for every new type. So only the types' own folder may ask.
import { readFileSync } from 'node:fs'

const registry = new URL('../../../openapi/src/field-types/registry.ts', import.meta.url)

/** The type ids are read from the registry, so a new type is guarded from its first day. */
function typeIds() {
  const listed = /export const fieldTypes = \[([^\]]*)\]/.exec(readFileSync(registry, 'utf8'))
  if (listed === null)
    throw new Error('The registry of field types has another form than expected.')
  return new Set(listed[1].match(/\w+/g))
}

const ids = typeIds()
const fieldLike = /(^|[a-z_])(field|column|definition)s?$/i

function unwrap(node) {
  return node.type === 'ChainExpression' || node.type === 'TSNonNullExpression'
    ? unwrap(node.expression)
    : node
}

/** `x.type`, or a variable called after it. */
function readsType(node) {
  const inner = unwrap(node)
  if (inner.type === 'MemberExpression') return inner.property.name === 'type'
  return inner.type === 'Identifier' && /^(type|fieldType|typeId)$/.test(inner.name)
}

/** `field.type`, `this.field.type`, `definition.type`: a field's by its name, whatever it is compared with. */
function readsTypeOfField(node) {
  const inner = unwrap(node)
  if (inner.type !== 'MemberExpression' || inner.property.name !== 'type') return false
  const owner = unwrap(inner.object)
  const name = owner.type === 'MemberExpression' ? owner.property.name : owner.name
  return fieldLike.test(name ?? '')
}

const isTypeId = (node) => node?.type === 'Literal' && ids.has(node.value)

const compares = (side, other) =>
  (readsType(side) && isTypeId(other)) ||
  (readsTypeOfField(side) && other.type === 'Literal' && typeof other.value === 'string')

const message =
  'Do not branch on a field type here: let the type declare the capability in openapi/src/field-types/ and use that.'

/** @type {import('oxlint/plugins-dev').Rule} */
export default {
  meta: { type: 'problem' },
  create(context) {
    return {
      BinaryExpression(node) {
        if (!['===', '!==', '==', '!='].includes(node.operator)) return
        if (compares(node.left, node.right) || compares(node.right, node.left)) {
          context.report({ node, message })
        }
      },
      SwitchStatement(node) {
        const overIds = node.cases.some((branch) => isTypeId(branch.test))
        if (readsTypeOfField(node.discriminant) || (readsType(node.discriminant) && overIds)) {
          context.report({ node, message })
        }
      },
      CallExpression(node) {
        const list = node.callee.type === 'MemberExpression' && node.callee.object
        if (!list || !['includes', 'has'].includes(node.callee.property.name)) return
        const [argument] = node.arguments
        if (argument === undefined || list.type !== 'ArrayExpression') return
        if (readsType(argument) && list.elements.some(isTypeId)) context.report({ node, message })
      },
    }
  },
}
