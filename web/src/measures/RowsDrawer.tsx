import type { MeasureDefinition } from '@zhiwei/contract'
import { Drawer, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ExportButton } from '../exports/index.ts'
import { moneyText, numberText, type Query, useFormat } from '../platform/index.ts'
import { EmptyState, Instant, Pager, ProblemNotice, StageMark, StatusTag, TableBones } from '../ui/index.ts'
import { ItemsDrawer } from './ItemsDrawer.tsx'
import { useMeasureRows } from './queries.ts'
import { useWordsOf } from './use-words.ts'
import './measures.css'

type Props = { definition: MeasureDefinition; query: Query; title: string; onClose: () => void }

/** The cases behind one number: of a share both what it is of and what counts. */
export function RowsDrawer({ definition, query, title, onClose }: Props) {
  const { t } = useTranslation('measures')
  const words = useWordsOf()
  const { duration } = useFormat()
  const isShare = definition.unit === 'share' && definition.rowsOf !== 'none'
  const [part, setPart] = useState<'numerator' | 'denominator'>(isShare ? 'numerator' : 'denominator')
  const [cursor, setCursor] = useState<string>()
  const rows = useMeasureRows(
    definition.name,
    { ...query, part, cursor },
    definition.rowsOf === 'cases' || definition.rowsOf === 'customers',
  )
  if (definition.rowsOf === 'items') return <ItemsDrawer definition={definition} query={query} title={title} onClose={onClose} />
  return (
    <Drawer
      open
      title={`${words(definition.title)} · ${title}`}
      onClose={onClose}
      size={560}
      destroyOnHidden
      extra={<ExportButton what="measureRows" size="small" query={{ ...query, name: definition.name, part }} />}
    >
      {isShare && (
        <Segmented
          value={part}
          aria-label={t('part')}
          onChange={(next) => {
            setPart(next)
            setCursor(undefined)
          }}
          options={(['numerator', 'denominator'] as const).map((value) => ({ value, label: t(`parts.${value}`) }))}
        />
      )}
      {rows.isPending && <TableBones />}
      {rows.isError && <ProblemNotice problem={rows.error} onRetry={rows.refetch} />}
      {rows.data?.rows.length === 0 && <EmptyState title={t('noRows')} detail={t('noRowsDetail')} />}
      {rows.data && rows.data.rows.length > 0 && (
        <>
          <p className="meta">{t('rowCount', { count: numberText(rows.data.total.count) })}</p>
          <ul className="plain measure-rows">
            {rows.data.rows.map(({ case: row, cycle, at, value }) => (
              <li key={`${row.id} ${cycle}`}>
                <div>
                  {row.stage !== null && <StageMark stage={row.stage} compact />} <Link to={`/cases/${row.id}`}>{row.number}</Link>{' '}
                  {row.subject}
                </div>
                <div className="meta">
                  <Instant at={at} /> · <StatusTag status={row.status} />
                  {cycle > 1 && ` · ${t('cycle', { cycle })}`}
                  {definition.unit === 'minutes' && value !== null && ` · ${duration(value / 60)}`}
                  {definition.unit === 'fen' && value !== null && ` · ${moneyText(value)}`}
                </div>
              </li>
            ))}
          </ul>
          <Pager cursor={cursor} nextCursor={rows.data.nextCursor} total={rows.data.total} onChange={setCursor} />
        </>
      )}
    </Drawer>
  )
}
