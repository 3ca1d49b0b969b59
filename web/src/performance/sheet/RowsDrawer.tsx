import type { PerformanceLine, PerformanceRow, PerformanceSheet } from '@zhiwei/contract'
import { Button, Drawer, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ratioText } from '../../platform/index.ts'
import { EmptyState, Instant, ProblemNotice, ReasonModal, SeverityTag, TableBones } from '../../ui/index.ts'
import { CaseName } from '../CaseName.tsx'
import { objectTo, useRefreshPerformance, useSheetRows } from '../queries.ts'

type Props = { sheet: PerformanceSheet; line: PerformanceLine; onClose: () => void }

/** 明细: the rows behind a number, those left out with the reason; the person may object to one. */
export function RowsDrawer({ sheet: { id, edition, can, isOwn, kind }, line, onClose }: Props) {
  const { t } = useTranslation('performance')
  const refresh = useRefreshPerformance()
  const rows = useSheetRows(id, line, edition.no)
  const [objected, setObjected] = useState<PerformanceRow>()
  const isPrivate = line === 'coached' && !(isOwn && kind === 'person')
  return (
    <Drawer open title={t('sheet.openLine', { line: t(`line.${line}`) })} onClose={onClose} size={560} destroyOnHidden>
      {rows.isPending && <TableBones />}
      {rows.isError && <ProblemNotice problem={rows.error} onRetry={rows.refetch} />}
      {rows.data?.rows.length === 0 && <EmptyState title={t('rows.none')} detail={isPrivate ? t('rows.coached') : ''} />}
      {rows.data && rows.data.rows.length > 0 && (
        <ul className="performance-list">
          {rows.data.rows.map((row) => (
            <li key={row.key}>
              <Row row={row} />
              {can.object && row.leftOut === null && row.objection === null && (
                <Button size="small" onClick={() => setObjected(row)}>
                  {t('rows.object')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <ReasonModal
        open={objected !== undefined}
        title={t('objection.title')}
        consequence={t('objection.consequence')}
        okText={t('rows.object')}
        onConfirm={async (reason) => {
          if (objected) await objectTo(id, { line, key: objected.key, reason })
          await refresh()
        }}
        onClose={() => setObjected(undefined)}
      />
    </Drawer>
  )
}

function Row({ row: { case: about, at, good, expected, leftOut, cycle, severity, finding, objection } }: { row: PerformanceRow }) {
  const { t } = useTranslation('performance')
  return (
    <div className={leftOut ? 'performance-row is-out' : 'performance-row'}>
      <div>
        <Tag>{t(good ? 'rows.good' : 'rows.bad')}</Tag>
        {about && <CaseName about={about} />}
        {finding && t('rows.finding', { finding: t(`finding.${finding}`) })}
      </div>
      <div className="meta">
        <Instant at={at} />
        {cycle !== null && cycle > 1 && ` · ${t('rows.cycle', { cycle })}`}
        {severity && (
          <>
            {' '}
            <SeverityTag severity={severity as never} />
          </>
        )}
        {expected !== null && ` · ${t('rows.like', { share: ratioText(expected) })}`}
      </div>
      {leftOut && <div className="meta">{t('sheet.notCounted', { list: t(`leftOut.${leftOut}`) })}</div>}
      {objection && <div className="meta">{t(`rows.objection.${objection}`)}</div>}
    </div>
  )
}
