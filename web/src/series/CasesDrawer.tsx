import type { SeriesCase } from '@zhiwei/contract'
import { Drawer } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { numberText } from '../platform/index.ts'
import { EmptyState, Instant, ProblemNotice, StageMark, StatusTag, TableBones } from '../ui/index.ts'
import './series.css'

/** What a query of the rows behind a figure answers. */
export type CaseRows = {
  isPending: boolean
  isError: boolean
  error: unknown
  refetch: () => unknown
  data?: { rows: SeriesCase[] } | undefined
}
type Props = { title: string; cases: CaseRows; counted: number | undefined; onClose: () => void; children?: ReactNode }

/** The rows behind a figure, beside the picture it was picked from; what counts in it besides cases stands below them. */
export function CasesDrawer({ title, cases, counted, onClose, children }: Props) {
  const { t } = useTranslation('series')
  const rows = cases.data?.rows ?? []
  return (
    <Drawer open title={title} onClose={onClose} size={560} destroyOnHidden>
      {cases.isPending && <TableBones />}
      {cases.isError && <ProblemNotice problem={cases.error} onRetry={cases.refetch} />}
      {cases.data && rows.length === 0 && !children && <EmptyState title={t('cases.none')} detail={t('cases.noneDetail')} />}
      {counted !== undefined && cases.data && counted > rows.length && (
        <p className="meta">{t('cases.more', { counted: numberText(counted), shown: numberText(rows.length) })}</p>
      )}
      <ul className="plain series-cases">
        {rows.map((row) => (
          <li key={row.id}>
            <div>
              {row.stage !== null && <StageMark stage={row.stage} compact />} <Link to={`/cases/${row.id}`}>{row.number}</Link>{' '}
              {row.subject}
            </div>
            <div className="meta">
              <Instant at={row.receivedAt} /> · <StatusTag status={row.status} /> {[row.region, row.product].filter(Boolean).join(' · ')}
            </div>
          </li>
        ))}
      </ul>
      {children}
    </Drawer>
  )
}
