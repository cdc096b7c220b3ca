import { Alert, Button, Checkbox, Modal, Progress, Radio } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from '@tanstack/react-query'
import type { Field, Filter } from '@cardfile/openapi'
import { fieldName } from '../../locales/contract-words.ts'
import { formatNumber } from '../../locales/format.ts'
import { KindMarker } from '../../field-form/kind-marker.tsx'
import { answered, client } from '../../api/client.ts'
import { useFields } from '../../providers/fields.ts'
import {
  columnsOffered,
  exportRequest,
  type ExportScope,
  type ExportSelection,
  type ExportView,
  fileNameOf,
} from './export-request.ts'
import { fetchExport } from './fetch-export.ts'
import { chooseTarget } from './save-target.ts'
import './exports.css'

interface ExportDialogProps {
  view: ExportView
  selection: ExportSelection | null
  onClose(): void
}

const noSelection: ExportSelection = { ids: [], allMatching: false }

/** Which contacts, which columns, which file; and how far it is on its way. */
export function ExportDialog({ view, selection, onClose }: ExportDialogProps) {
  const { t } = useTranslation()
  const { fields } = useFields()
  const scopes: ExportScope[] = selection
    ? ['selected', 'all']
    : view.q !== '' || view.filter !== null
      ? ['shown', 'all']
      : ['all']
  const [scope, setScope] = useState<ExportScope>(scopes[0] ?? 'all')
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx')
  const [headings, setHeadings] = useState<'labels' | 'keys'>('labels')
  const [hidden, setHidden] = useState(false)
  const [picked, setPicked] = useState<ReadonlySet<string> | null>(null)
  const [bytes, setBytes] = useState<number | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const abort = useRef<AbortController | null>(null)
  useEffect(() => () => abort.current?.abort(), [])

  // Of all contacts: no scope has more. Known before the button is pressed, because a browser asks where
  // to save a file only at the press itself.
  const { data: total = null } = useQuery({
    queryKey: ['contacts', 'total'],
    queryFn: async () =>
      (await answered(client.GET('/api/v1/contacts', { params: { query: { pageSize: 1 } } })))
        .total,
  })

  const { offered, chosen } = columnsOffered(fields, hidden, view.columns)
  const shown = picked ?? new Set(chosen)
  const columns = offered.flatMap(({ key }) => (shown.has(key) ? [key] : []))
  const running = bytes !== null

  const run = async () => {
    setFailure(null)
    const { signal } = (abort.current = new AbortController())
    try {
      const choices = { scope, format, headings, columns }
      const request = exportRequest(choices, view, selection ?? noSelection)
      const words = [view.q, ...wordsOf(view.filter)]
      const name = fileNameOf(today(), choices, words)
      const target = await chooseTarget(name, request.body ? 0 : total)
      if (target === null) return
      setBytes(0)
      await fetchExport(request, setBytes, target, signal)
      onClose()
    } catch (error) {
      if (!signal.aborted) setFailure(error instanceof Error ? error.message : String(error))
      setBytes(null)
    }
  }
  const close = () => {
    abort.current?.abort()
    onClose()
  }

  return (
    <Modal
      open
      title={t('exports.title')}
      onCancel={close}
      footer={
        <>
          <Button onClick={running ? () => abort.current?.abort() : close}>
            {t(running ? 'exports.cancel' : 'actions.cancel')}
          </Button>
          <Button
            type="primary"
            loading={running}
            disabled={columns.length === 0}
            onClick={running ? undefined : run}
          >
            {t('exports.export')}
          </Button>
        </>
      }
    >
      <div className="cf-stack">
        {scopes.length > 1 && (
          <Choice
            legend={t('exports.which')}
            value={scope}
            options={scopes.map((one) => ({ value: one, label: t(`exports.scopes.${one}`) }))}
            onChange={setScope}
          />
        )}
        <Choice
          legend={t('exports.fileKind')}
          value={format}
          options={[
            { value: 'xlsx', label: 'XLSX' },
            { value: 'csv', label: 'CSV' },
          ]}
          onChange={setFormat}
        />
        <Choice
          legend={t('exports.headings')}
          value={headings}
          options={(['labels', 'keys'] as const).map((one) => ({
            value: one,
            label: t(`exports.headingStyles.${one}`),
          }))}
          onChange={setHeadings}
        />
        <ColumnChoice
          fields={offered}
          chosen={new Set(columns)}
          onChange={(keys) => setPicked(new Set(keys))}
        />
        <Checkbox
          checked={hidden}
          onChange={(event) => {
            const on = event.target.checked
            const added = on ? fields.filter(({ visible }) => !visible) : []
            setHidden(on)
            setPicked(new Set([...columns, ...added.map(({ key }) => key)]))
          }}
        >
          {t('exports.hidden')}
        </Checkbox>
        {running && (
          <div role="status">
            <Progress percent={100} status="active" showInfo={false} aria-hidden="true" />
            <p className="cf-quiet cf-number">{t('exports.soFar', { size: sizeText(bytes) })}</p>
          </div>
        )}
        {failure && (
          <Alert type="error" showIcon message={t('exports.failed')} description={failure} />
        )}
      </div>
    </Modal>
  )
}

interface ChoiceProps<T extends string> {
  legend: string
  value: T
  options: { value: T; label: string }[]
  onChange(value: NoInfer<T>): void
}

function Choice<T extends string>({ legend, value, options, onChange }: ChoiceProps<T>) {
  return (
    <fieldset className="cf-export-choice">
      <legend>{legend}</legend>
      <Radio.Group
        options={options}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </fieldset>
  )
}

interface ColumnChoiceProps {
  fields: readonly Field[]
  chosen: ReadonlySet<string>
  onChange(keys: string[]): void
}

function ColumnChoice({ fields, chosen, onChange }: ColumnChoiceProps) {
  const { t } = useTranslation()
  const toggle = (key: string, on: boolean) =>
    onChange(
      fields.flatMap((one) => ((one.key === key ? on : chosen.has(one.key)) ? [one.key] : [])),
    )
  return (
    <fieldset className="cf-export-choice">
      <legend>{t('exports.columns', { chosen: chosen.size, count: fields.length })}</legend>
      <div className="cf-row">
        <Button size="small" onClick={() => onChange(fields.map(({ key }) => key))}>
          {t('exports.allColumns')}
        </Button>
        <Button size="small" onClick={() => onChange([])}>
          {t('exports.noColumns')}
        </Button>
      </div>
      <ul className="cf-export-columns">
        {fields.map((field) => (
          <li key={field.key}>
            <Checkbox
              checked={chosen.has(field.key)}
              onChange={(event) => toggle(field.key, event.target.checked)}
            >
              {fieldName(field)} <KindMarker kind={field.kind} />
            </Checkbox>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

/** The values a filter asks for, for the file's name. */
function wordsOf(filter: Filter | null): string[] {
  if (!filter) return []
  if (!('field' in filter)) return filter.value.flatMap(wordsOf)
  const values = Array.isArray(filter.value) ? filter.value : [filter.value]
  return values.flatMap((value) => (typeof value === 'string' ? [value] : []))
}

/** The day of whoever exports. */
function today(): string {
  const now = new Date()
  const two = (number: number) => String(number).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

function sizeText(bytes: number): string {
  const megabytes = bytes / 1024 / 1024
  const digits = { maximumFractionDigits: 1 }
  return megabytes < 1
    ? `${formatNumber(Math.ceil(bytes / 1024))} KB`
    : `${formatNumber(megabytes, digits)} MB`
}
