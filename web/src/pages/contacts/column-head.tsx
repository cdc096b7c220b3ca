import { type DragEvent, type PointerEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Sorter } from '@cardfile/openapi'
import { fieldName } from '../../locales/contract-words.ts'
import { type FieldColumn, nextSorters } from '../../field-form/columns.ts'
import { CaretDownOutlined, CaretUpOutlined } from '../../layout/icons.tsx'
import type { Columns } from './use-columns.ts'

/** Pixels of the boxes before all columns. */
export const boxWidth = 46

/** Where a column stays in sight. */
export function stuckStyle({ stuckAt }: Pick<FieldColumn, 'stuckAt'>) {
  return stuckAt === null ? undefined : { insetInlineStart: boxWidth + stuckAt }
}

interface ColumnHeadProps {
  column: FieldColumn
  columns: Columns
  onSort(sorters: Sorter[]): void
}

const spoken = { asc: 'ascending', desc: 'descending' } as const

/** What is dragged between headings; a type of its own, so that nothing else is taken for one. */
const dragType = 'application/x-cardfile-column'

/** A heading: sorts by a click, is dragged to another place by itself and wider by its edge. */
export function ColumnHead({ column, columns, onSort }: ColumnHeadProps) {
  const { field, order, isName, alignEnd, stuckAt } = column
  const { t } = useTranslation()
  const [isTarget, setIsTarget] = useState(false)
  const isColumn = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes(dragType)
  return (
    <th
      scope="col"
      style={stuckStyle(column)}
      className={[
        isName && 'cf-name-cell',
        stuckAt !== null && 'cf-stuck',
        alignEnd && 'cf-align-end',
        isTarget && 'cf-drop-target',
      ]
        .filter(Boolean)
        .join(' ')}
      aria-sort={order ? spoken[order] : 'none'}
      data-column={field.key}
      draggable={!isName}
      onDragStart={(event) => event.dataTransfer.setData(dragType, field.key)}
      onDragOver={(event) => {
        if (isName || !isColumn(event)) return
        event.preventDefault()
        setIsTarget(true)
      }}
      onDragLeave={() => setIsTarget(false)}
      onDrop={(event) => {
        setIsTarget(false)
        const from = event.dataTransfer.getData(dragType)
        if (from && from !== field.key) columns.move(from, field.key)
      }}
    >
      {field.masked ? (
        <span className="cf-sort cf-sort-none" title={t('columns.masked')}>
          <span className="cf-sort-name" dir="auto">
            {fieldName(field)}
          </span>
        </span>
      ) : (
        <button type="button" className="cf-sort" onClick={() => onSort(nextSorters(column))}>
          <span className="cf-sort-name" dir="auto">
            {fieldName(field)}
          </span>
          <span className="cf-sort-icon" data-order={order ?? 'none'} aria-hidden="true">
            <CaretUpOutlined />
            <CaretDownOutlined />
          </span>
        </button>
      )}
      <ColumnEdge onResize={(width) => columns.resize(field.key, width)} />
    </th>
  )
}

/** The edge that a column is made wider by. With the keyboard its heading does it. */
function ColumnEdge({ onResize }: { onResize(width: number): void }) {
  const begin = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault()
    const edge = event.currentTarget
    const head = edge.closest('th')
    const col = colOf(head)
    if (!head || !col) return
    edge.setPointerCapture(event.pointerId)
    const start = event.clientX
    const before = head.getBoundingClientRect().width
    const towards = getComputedStyle(head).direction === 'rtl' ? -1 : 1
    let width = before
    // The column alone follows the pointer; the table is drawn anew once it is let go.
    const until = new AbortController()
    const { signal } = until
    edge.addEventListener(
      'pointermove',
      (move: globalThis.PointerEvent) => {
        width = Math.max(1, before + (move.clientX - start) * towards)
        col.style.width = `${width}px`
      },
      { signal },
    )
    edge.addEventListener(
      'lostpointercapture',
      () => {
        until.abort()
        if (width !== before) onResize(width)
      },
      { signal },
    )
  }
  return (
    <span
      className="cf-column-edge"
      aria-hidden="true"
      draggable
      onDragStart={(event) => {
        event.preventDefault()
        event.stopPropagation()
      }}
      onPointerDown={begin}
    />
  )
}

function colOf(head: HTMLTableCellElement | null): HTMLElement | null {
  const cols = head?.closest('table')?.querySelectorAll<HTMLElement>('col')
  return (head && cols?.[head.cellIndex]) ?? null
}
