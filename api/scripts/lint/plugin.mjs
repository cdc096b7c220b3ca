// House rules that no stock rule can say. Plain JavaScript, as the linter may run on any Node.
import noFieldTypeBranch from './no-field-type-branch.mjs'
import noSql from './no-sql.mjs'
import roomOrder from './room-order.mjs'

export default {
  meta: { name: 'cardfile' },
  rules: { 'no-field-type-branch': noFieldTypeBranch, 'no-sql': noSql, 'room-order': roomOrder },
}
