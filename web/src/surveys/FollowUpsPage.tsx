import type { FollowUp } from '@zhiwei/contract'
import { Segmented } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate } from 'react-router'
import { z } from 'zod'
import { useFormat, useMay, useRowCursor, useUrlState } from '../platform/index.ts'
import { DueBadge, EmptyState, Instant, LinkButton, Page, Pager, ProblemNotice, SeverityTag, TableBones } from '../ui/index.ts'
import { CallPanel } from './calls/CallPanel.tsx'
import { useFollowUps } from './queries.ts'
import { FollowUpTabs } from './Tabs.tsx'
import './surveys.css'

const Place = z.object({
  of: z.enum(['mine', 'all']).default('mine'),
  state: z.enum(['open', 'overdue', 'done']).default('open'),
  call: z.string().optional(),
  cursor: z.string().optional(),
})

/** 回访清单: `j` `k` choose whom to call next, the panel says what to say; `1`–`3` and `Ctrl Enter` register the result. */
export function FollowUpsPage() {
  const mayCall = useMay('cases:followUp')
  return mayCall ? <CallList /> : <Navigate to="/follow-ups/low-scores" replace />
}

function CallList() {
  const { t } = useTranslation('surveys')
  const [place, setPlace] = useUrlState(Place)
  const calls = useFollowUps({ of: place.of, state: place.state, cursor: place.cursor })
  const rows = calls.data?.rows ?? []
  const panel = useRef<HTMLDivElement>(null)
  const { index, row, rowProps, setIndex } = useRowCursor(rows, {})
  useEffect(() => {
    if (!place.call && rows.length > 0 && (index < 0 || index >= rows.length)) setIndex(Math.min(Math.max(index, 0), rows.length - 1))
  }, [rows.length, index, setIndex, place.call])
  const shown = place.call ?? row?.id
  return (
    <Page
      title={t('calls.title')}
      extra={
        <span className="fu-filters">
          <Segmented
            value={place.of}
            aria-label={t('calls.whose')}
            onChange={(of) => setPlace({ of, state: place.state })}
            options={(['mine', 'all'] as const).map((value) => ({ value, label: t(`calls.of.${value}`) }))}
          />
          <Segmented
            value={place.state}
            aria-label={t('calls.which')}
            onChange={(state) => setPlace({ of: place.of, state })}
            options={(['open', 'overdue', 'done'] as const).map((value) => ({ value, label: t(`calls.state.${value}`) }))}
          />
        </span>
      }
    >
      <FollowUpTabs />
      {calls.isPending && <TableBones />}
      {calls.isError && <ProblemNotice problem={calls.error} onRetry={calls.refetch} />}
      {calls.data && rows.length === 0 && !place.call && (
        <EmptyState
          title={t('calls.emptyTitle')}
          detail={t('calls.emptyDetail')}
          action={<LinkButton to="/cases?status=answered">{t('calls.toAnswered')}</LinkButton>}
        />
      )}
      {calls.data && (rows.length > 0 || place.call) && (
        <div className="fu-calls">
          {rows.length > 0 && (
            <ol className="card choice-list" aria-label={t('calls.title')}>
              {rows.map((one, at) => (
                <li key={one.id} {...rowProps(at)}>
                  <CallLine
                    call={one}
                    onChoose={() => {
                      setIndex(at)
                      setPlace({ ...place, call: undefined })
                      // On a phone the panel stands below the list.
                      panel.current?.scrollIntoView({ block: 'nearest' })
                    }}
                  />
                </li>
              ))}
            </ol>
          )}
          {shown && (
            <div ref={panel}>
              <CallPanel key={shown} id={shown} />
            </div>
          )}
        </div>
      )}
      {calls.data && (rows.length > 0 || place.cursor !== undefined) && (
        <Pager
          cursor={place.cursor}
          nextCursor={calls.data.nextCursor}
          total={calls.data.total}
          onChange={(cursor) => setPlace({ ...place, call: undefined, cursor })}
        />
      )}
    </Page>
  )
}

function CallLine({ call, onChoose }: { call: FollowUp; onChoose: () => void }) {
  const { t } = useTranslation('surveys')
  const format = useFormat()
  return (
    <button type="button" className="choice-line fu-line" onClick={onChoose}>
      <span className="fu-head">
        <span>{call.customer?.name || t('unnamed')}</span>
        {call.severity && call.severity !== 'general' && <SeverityTag severity={call.severity} />}
        {call.attempts > 0 && call.state === 'open' && (
          <span className="meta">{t('calls.tried', { no: call.attempts, tries: call.tries })}</span>
        )}
        <span className="fu-end">
          {call.state === 'done' ? call.ended && t(`ended.${call.ended}`) : <DueBadge dueAt={call.dueAt} startedAt={call.at} />}
        </span>
      </span>
      <span className="fu-subject">{call.subject}</span>
      <span className="meta fu-head">
        <span>{[call.number, t(`channel.${call.channel}`), call.owner?.name].filter(Boolean).join(' · ')}</span>
        <span className="fu-end">
          {call.waits ? t('calls.notBefore', { at: format.instant(call.opensAt) }) : <Instant at={call.doneAt ?? call.at} />}
        </span>
      </span>
    </button>
  )
}
