// A statement in a route handler escapes the store, and with it the budget of one trip.

// One case throughout and a second keyword: prose such as "Select a file from …" is let through.
const statement =
  /^\s*(select\b[\s\S]*\bfrom\b|insert (or \w+ )?into\b|update \w+ set\b|delete from\b|with \w+ as\b|SELECT\b[\s\S]*\bFROM\b|INSERT (OR \w+ )?INTO\b|UPDATE \w+ SET\b|DELETE FROM\b|WITH \w+ AS\b)/

const message = 'No SQL here: put the statement into the store and call that.'

/** @type {import('oxlint/plugins-dev').Rule} */
export default {
  meta: { type: 'problem' },
  create(context) {
    return {
      Literal(node) {
        if (typeof node.value === 'string' && statement.test(node.value)) {
          context.report({ node, message })
        }
      },
      TemplateLiteral(node) {
        if (statement.test(node.quasis.map((part) => part.value.raw).join('x'))) {
          context.report({ node, message })
        }
      },
    }
  },
}
