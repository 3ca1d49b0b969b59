import type { LowScore } from '@zhiwei/contract'
import { App, Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { z } from 'zod'
import { useCatalogueName } from '../classification/index.ts'
import { useUrlState } from '../platform/index.ts'
import { EmptyState, Instant, Page, Pager, ProblemNotice, ReasonModal, StatusTag, TableBones, useProblemWords } from '../ui/index.ts'
import { decideLowScore, useLowScores, useRefresh } from './queries.ts'
import { FollowUpTabs } from './Tabs.tsx'
import './surveys.css'
import { colon } from '../platform/punctuation.ts'

const states = ['open', 'reopened', 'care', 'dismissed', 'all'] as const
const Place = z.object({ state: z.enum(states).default('open'), cursor: z.string().optional() })

/** 低分: what customers were unhappy with after the answer; opened anew in one click, or cared for. */
export function LowScoresPage() {
  const { t } = useTranslation('surveys')
  const [place, setPlace] = useUrlState(Place)
  const low = useLowScores({ state: place.state === 'all' ? undefined : place.state, cursor: place.cursor })
  return (
    <Page
      title={t('low.title')}
      extra={
        <Segmented
          value={place.state}
          aria-label={t('low.which')}
          onChange={(state) => setPlace({ state })}
          options={states.map((value) => ({ value, label: t(`low.state.${value}`) }))}
        />
      }
    >
      <FollowUpTabs />
      {low.isPending && <TableBones />}
      {low.isError && <ProblemNotice problem={low.error} onRetry={low.refetch} />}
      {low.data?.rows.length === 0 && <EmptyState title={t('low.emptyTitle')} detail={t('low.emptyDetail')} />}
      {low.data && low.data.rows.length > 0 && (
        <>
          <ul className="card choice-list" aria-label={t('low.title')}>
            {low.data.rows.map((row) => (
              <li key={row.id}>
                <LowLine low={row} />
              </li>
            ))}
          </ul>
          <Pager
            cursor={place.cursor}
            nextCursor={low.data.nextCursor}
            total={low.data.total}
            onChange={(cursor) => setPlace({ ...place, cursor })}
          />
        </>
      )}
    </Page>
  )
}

function LowLine({ low }: { low: LowScore }) {
  const { t } = useTranslation('surveys')
  const categoryName = useCatalogueName('categories')
  return (
    <div className="fu-row">
      <p className="fu-head">
        <strong className="fu-score">
          {[low.satisfaction && t(`score.${low.satisfaction}`), low.solved === false && t('low.notSolved')].filter(Boolean).join(' · ')}
        </strong>
        <Link to={`/cases/${low.caseId}`}>{low.number}</Link>
        <span>{low.subject}</span>
        <StatusTag status={low.status} />
        <span className="fu-end meta">
          <Instant at={low.at} />
        </span>
      </p>
      {low.words && <p className="fu-text">{low.words}</p>}
      <p className="meta fu-head">
        <span>
          {[t(`low.from.${low.from}`), low.category && categoryName(low.category), low.unit?.name, low.agent?.name]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {low.decidedAt && (
          <span>
            {t(`low.state.${low.state}`)} {low.decidedBy?.name} <Instant at={low.decidedAt} /> {low.reason}
          </span>
        )}
      </p>
      {low.state === 'open' && <Acts low={low} />}
    </div>
  )
}

function Acts({ low }: { low: LowScore }) {
  const { t } = useTranslation('surveys')
  const { message } = App.useApp()
  const words = useProblemWords()
  const refresh = useRefresh()
  const [busy, setBusy] = useState<string>()
  const [isDismissing, setDismissing] = useState(false)

  async function decide(what: 'reopening' | 'care') {
    setBusy(what)
    try {
      await decideLowScore(low.id, what)
      message.success(t(`low.done.${what}`))
      await refresh()
    } catch (error) {
      const { title, detail } = words(error)
      message.error([title, detail].filter(Boolean).join(colon()))
    } finally {
      setBusy(undefined)
    }
  }

  return (
    <div className="fu-acts">
      {low.can.reopen && (
        <Button type="primary" size="small" loading={busy === 'reopening'} onClick={() => void decide('reopening')}>
          {t('low.reopen')}
        </Button>
      )}
      {low.can.care && (
        <Button size="small" loading={busy === 'care'} onClick={() => void decide('care')}>
          {t('low.care')}
        </Button>
      )}
      {low.can.dismiss && (
        <Button size="small" type="text" onClick={() => setDismissing(true)}>
          {t('low.dismiss')}
        </Button>
      )}
      <ReasonModal
        open={isDismissing}
        title={t('low.dismissTitle')}
        okText={t('low.dismiss')}
        onConfirm={async (reason) => {
          await decideLowScore(low.id, 'dismissal', reason)
          await refresh()
        }}
        onClose={() => setDismissing(false)}
      />
    </div>
  )
}
