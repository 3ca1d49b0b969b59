import { performanceCriteria } from '@zhiwei/contract'
import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { downloadFile, useFormat } from '../../platform/index.ts'
import { Page, PageSkeleton, ProblemNotice, ReasonModal, useProblemWords } from '../../ui/index.ts'
import { ObjectionLine } from '../ObjectionLine.tsx'
import { acknowledge, amend, lock, useRefreshPerformance, useSheet } from '../queries.ts'
import { StateTag } from '../StateTag.tsx'
import { ExplainPart } from './ExplainPart.tsx'
import { HistoryPart } from './HistoryPart.tsx'
import { MonthsPart } from './MonthsPart.tsx'
import { SidePart } from './SidePart.tsx'
import '../performance.css'

/** 一份绩效表: its numbers with their rows and how they come about, objections, corrections, and the months before. */
export function SheetPage() {
  const { t, i18n } = useTranslation('performance')
  const { id = '' } = useParams()
  const { message, modal } = App.useApp()
  const words = useProblemWords()
  const format = useFormat()
  const refresh = useRefreshPerformance()
  const sheet = useSheet(id)
  const [isAmending, setAmending] = useState(false)
  if (sheet.isPending) return <PageSkeleton shape="detail" />
  if (sheet.isError) return <ProblemNotice problem={sheet.error} onRetry={sheet.refetch} />
  const { subject, month, state, unit, edition, version, can, lockWaits, isOwn, openAt, acknowledgedAt, lockedAt, lockedBy, objections } =
    sheet.data

  async function act(doing: () => Promise<unknown>) {
    try {
      await doing()
      await refresh()
    } catch (error) {
      const { title, detail } = words(error)
      void message.error(detail ?? title)
    }
  }
  const save = (kind: 'pdf' | 'xlsx') =>
    act(() => downloadFile(`/performance/sheets/${id}/file`, { format: kind, language: i18n.language.startsWith('en') ? 'en' : 'zh' }))
  const askLock = () =>
    modal.confirm({
      title: t('sheet.lock'),
      content: t('sheet.lockConsequence'),
      okText: t('sheet.lock'),
      onOk: () => act(() => lock(id, version)),
    })

  return (
    <Page
      title={t('sheet.titleOf', { name: subject.name, month })}
      breadcrumbs={[{ label: t('title'), to: '/performance' }]}
      extra={<StateTag state={state} />}
      actions={
        <>
          <Button onClick={() => void save('pdf')}>{t('sheet.pdf')}</Button>
          <Button onClick={() => void save('xlsx')}>{t('sheet.excel')}</Button>
          {can.amend && <Button onClick={() => setAmending(true)}>{t('sheet.amend')}</Button>}
          {can.acknowledge && (
            <Button type="primary" onClick={() => void act(() => acknowledge(id))}>
              {t('sheet.acknowledge')}
            </Button>
          )}
          {can.lock && (
            <Button type="primary" onClick={askLock}>
              {t('sheet.lock')}
            </Button>
          )}
        </>
      }
    >
      {isOwn && state === 'shown' && (
        <Alert type="info" showIcon title={t('sheet.own')} description={t('sheet.ownUntil', { at: format.instant(openAt) })} />
      )}
      {isOwn && state === 'open' && <Alert type="info" showIcon title={t('sheet.ownOpen')} />}
      {lockWaits && <Alert type="warning" showIcon title={t(`sheet.waits.${lockWaits}`)} />}
      <p className="meta performance-head">
        {[
          unit?.name,
          t('cases', { count: edition.cases }),
          t('sheet.dataVersion', { no: edition.no, sequence: edition.sequence }),
          acknowledgedAt && t('sheet.acknowledged', { at: format.instant(acknowledgedAt) }),
          lockedAt && t('sheet.lockedBy', { name: lockedBy?.name ?? '', at: format.instant(lockedAt) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <div className="performance-columns">
        <div className="performance-main">
          <section className="card performance-total" aria-label={t('points')}>
            <h2>{t('points')}</h2>
            {edition.points === null ? (
              <div>
                <strong>{t('sheet.noTotal')}</strong>
                <p className="meta">{t('sheet.noTotalDetail')}</p>
              </div>
            ) : (
              <strong className="figures performance-big">{edition.points.toFixed(1)}</strong>
            )}
          </section>
          {performanceCriteria.map((criterion) => {
            const side = edition.sides.find((one) => one.criterion === criterion)
            return side && <SidePart key={criterion} side={side} sheet={sheet.data} />
          })}
          {edition.talkTime && <TalkPart talkTime={edition.talkTime} />}
        </div>
        <div className="performance-aside">
          <MonthsPart months={sheet.data.months} />
          {objections.length > 0 && (
            <section className="card">
              <h2>{t('objection.list')}</h2>
              <ul className="performance-list">
                {objections.map((objection) => (
                  <li key={objection.id}>
                    <ObjectionLine objection={objection} />
                  </li>
                ))}
              </ul>
            </section>
          )}
          <HistoryPart sheet={sheet.data} />
          <ExplainPart rules={sheet.data.rules} />
        </div>
      </div>
      <ReasonModal
        open={isAmending}
        title={t('sheet.amend')}
        consequence={t('sheet.amendConsequence')}
        okText={t('sheet.amend')}
        onConfirm={async (reason) => {
          await amend(id, reason, version)
          await refresh()
        }}
        onClose={() => setAmending(false)}
      />
    </Page>
  )
}

function TalkPart({
  talkTime: { talks, meanSeconds, leftOut: out },
}: {
  talkTime: { talks: number; meanSeconds: number | null; leftOut: number }
}) {
  const { t } = useTranslation('performance')
  return (
    <section className="card performance-side">
      <h2>{t('sheet.talk')}</h2>
      <p className="meta">
        {meanSeconds === null ? t('sheet.talkNone', { out }) : t('sheet.talkValue', { seconds: meanSeconds, talks, out })}
      </p>
    </section>
  )
}
