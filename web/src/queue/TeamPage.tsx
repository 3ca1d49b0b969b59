import type { TeamBoard } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { UnitSelect } from '../identity/index.ts'
import { numberText, useFormat } from '../platform/index.ts'
import { EmptyState, Page, PageSkeleton, ProblemNotice } from '../ui/index.ts'
import { type Movable, MoveModal } from './MoveModal.tsx'
import { useTeam } from './queries.ts'
import { TeamTable } from './TeamTable.tsx'
import { WaitingLine } from './WaitingCases.tsx'
import './queue.css'

/** 团队看板: who is there, who has too much, what waits; the unit stands in the address. */
export function TeamPage() {
  const { t } = useTranslation('queue')
  const [params, setParams] = useSearchParams()
  const unitId = params.get('unitId') ?? undefined
  const team = useTeam(unitId)
  const [moving, setMoving] = useState<Movable>()
  if (team.isPending) return <PageSkeleton shape="table" />
  if (team.isError)
    return (
      <Page title={t('team.title')}>
        <ProblemNotice problem={team.error} onRetry={team.refetch} />
      </Page>
    )
  const board = team.data
  return (
    <Page
      title={t('team.title')}
      actions={
        <span className="team-unit">
          <UnitSelect
            value={board.unitId ?? undefined}
            label={t('team.unit')}
            placeholder={t('team.everybody')}
            onChange={(id) => setParams(id ? { unitId: id } : {})}
          />
        </span>
      }
    >
      <WaitingNow board={board} />
      {board.members.length === 0 ? (
        <EmptyState title={t('team.none')} detail={t('team.noneDetail')} />
      ) : (
        <TeamTable members={board.members} onMove={setMoving} />
      )}
      {board.waitingFirst.length > 0 && (
        <section className="card queue-part" aria-labelledby="team-waiting">
          <header>
            <h2 id="team-waiting">{t('team.waiting')}</h2>
            <span className="meta">{t('team.first')}</span>
          </header>
          <ol className="queue-lines">
            {board.waitingFirst.map((row) => (
              <WaitingLine
                key={row.id}
                row={row}
                isNext={false}
                act={
                  <Button size="small" onClick={() => setMoving(row)}>
                    {t('team.move')}
                  </Button>
                }
              />
            ))}
          </ol>
        </section>
      )}
      {moving && <MoveModal row={moving} onClose={() => setMoving(undefined)} />}
    </Page>
  )
}

/** What waits, by channel. */
function WaitingNow({ board: { waiting, longestWaitMinutes } }: { board: TeamBoard }) {
  const { t } = useTranslation('queue')
  const format = useFormat()
  const all = waiting.urgent + waiting.green + waiting.ordinary
  return (
    <dl className="team-waiting card">
      {(['urgent', 'green', 'ordinary'] as const).map((lane) => (
        <div key={lane} data-lane={lane} data-none={waiting[lane] === 0 || undefined}>
          <dd className="figures">{numberText(waiting[lane])}</dd>
          <dt>{t(`lane.${lane}`)}</dt>
        </div>
      ))}
      <div className="team-longest">
        <dt>{t('team.waiting')}</dt>
        <dd className="meta">
          {all > 0 && t('team.longest', { duration: format.duration(longestWaitMinutes) })}
          {waiting.tooLong > 0 && <span className="queue-late"> {t('team.tooLong', { count: waiting.tooLong })}</span>}
          {all === 0 && t('waiting.none')}
        </dd>
      </div>
    </dl>
  )
}
