import type { DeskRow } from '@zhiwei/contract'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { CustomerName } from '../../cases/index.ts'
import { useCatalogueName } from '../../classification/index.ts'
import { ratioText, useRowCursor } from '../../platform/index.ts'
import { DueBadge, EmptyState, LinkButton, Pager, PriorityTag, ProblemNotice, StageMark, TableBones } from '../../ui/index.ts'
import { useDesk } from '../queries.ts'
import { DispatchPanel } from './DispatchPanel.tsx'
import { type Undoable, UndoBar } from './UndoBar.tsx'

type Props = { cursor: string | undefined; onCursor: (cursor: string | undefined) => void }

/** 待派单: `j` `k` move, `Enter` dispatches to the proposal, `u` takes the last one back. */
export function Waiting({ cursor, onCursor }: Props) {
  const { t } = useTranslation('dispatch')
  const desk = useDesk(true, cursor)
  const navigate = useNavigate()
  const [done, setDone] = useState<Undoable>()
  const rows = desk.data?.rows ?? []
  const { index, row, rowProps, setIndex } = useRowCursor(rows, { edit: ({ id }) => void navigate(`/cases/${id}`) })
  useEffect(() => {
    if (rows.length > 0 && (index < 0 || index >= rows.length)) setIndex(Math.min(Math.max(index, 0), rows.length - 1))
  }, [rows.length, index, setIndex])

  if (desk.isPending) return <TableBones />
  if (desk.isError) return <ProblemNotice problem={desk.error} onRetry={desk.refetch} />
  return (
    <>
      {done && <UndoBar key={done.caseId} done={done} onUndone={() => setDone(undefined)} />}
      {rows.length === 0 ? (
        <EmptyState
          title={t('desk.emptyTitle')}
          detail={t('desk.emptyDetail')}
          action={<LinkButton to="/cases">{t('desk.toCases')}</LinkButton>}
        />
      ) : (
        <div className="desk">
          <ol className="card choice-list" aria-label={t('desk.list')}>
            {rows.map((one, at) => (
              <li key={one.id} {...rowProps(at)}>
                <DeskLine row={one} onChoose={() => setIndex(at)} />
              </li>
            ))}
          </ol>
          {row && <DispatchPanel key={`${row.id}.${row.version}`} row={row} onDone={setDone} />}
        </div>
      )}
      {(rows.length > 0 || cursor !== undefined) && (
        <Pager cursor={cursor} nextCursor={desk.data.nextCursor} total={desk.data.total} onChange={onCursor} />
      )}
    </>
  )
}

function DeskLine({ row, onChoose }: { row: DeskRow; onChoose: () => void }) {
  const { t } = useTranslation('dispatch')
  const categoryName = useCatalogueName('categories')
  const [proposal] = row.proposals
  return (
    <button type="button" className="choice-line" onClick={onChoose}>
      <span className="desk-line-head">
        {row.stage && <StageMark stage={row.stage} compact />}
        <span className="desk-number">{row.number}</span>
        <PriorityTag priority={row.priority} />
        <span className="desk-due">
          <DueBadge dueAt={row.dueAt} startedAt={row.receivedAt} />
        </span>
      </span>
      <span className="desk-subject">{row.subject}</span>
      <span className="meta desk-line-foot">
        <span>{row.category ? categoryName(row.category) : ''}</span>
        <CustomerName customer={row.customer} />
        {row.sendBacks > 0 && <span>{t('desk.sentBackTimes', { count: row.sendBacks, shown: row.sendBacks })}</span>}
        {proposal && (
          <span className="desk-proposed">
            {proposal.unit.name} {ratioText(proposal.share)}
          </span>
        )}
      </span>
    </button>
  )
}
