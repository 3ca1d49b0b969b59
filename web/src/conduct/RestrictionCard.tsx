import type { ConductAppeal, Restriction } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { colon, comma } from '../platform/punctuation.ts'
import { Instant, ReasonModal } from '../ui/index.ts'
import { AppealModal } from './AppealModal.tsx'
import { DecideAppealModal } from './DecideAppealModal.tsx'
import { LetterModal } from './LetterModal.tsx'
import { MeasureList } from './MeasureList.tsx'
import { end, useRefreshConduct } from './queries.ts'
import { ReviewModal } from './ReviewModal.tsx'

type Dialog = 'review' | 'end' | 'appeal' | 'decide' | 'letter'

/** 一项限制: what was proposed and why, what was decided by whom, every appeal, and what this person may do. */
export function RestrictionCard({ restriction, named = false }: { restriction: Restriction; named?: boolean }) {
  const { t } = useTranslation('conduct')
  const [dialog, setDialog] = useState<Dialog>()
  const { customer, state, grade, measures, endsOn, reason, milder, evidence, cases, appeals, letter, can } = restriction
  const close = () => setDialog(undefined)
  return (
    <article className="card conduct-card" aria-label={t('restriction.of', { name: customer.name })}>
      <div className="conduct-line">
        <h2>
          {named ? <Link to={`/conduct/${customer.id}`}>{customer.name || t('unnamed')}</Link> : t(`grade.${grade}`)}{' '}
          <span>{t(`state.${state}`)}</span>
        </h2>
        {named && <span className="meta">{t(`grade.${grade}`)}</span>}
        <span className="meta">{t('restriction.until', { day: endsOn })}</span>
      </div>
      <MeasureList measures={measures} />
      <p className="conduct-text">
        {t('restriction.reason')}
        {colon()}
        {reason}
      </p>
      {milder && (
        <p className="conduct-text">
          {t('restriction.milder')}
          {colon()}
          {milder}
        </p>
      )}
      <p className="meta">
        {t('restriction.evidence', { score: evidence.score })} {t(`level.${evidence.level}`)}
        {evidence.signs.length > 0 &&
          `${colon()}${evidence.signs.map(({ sign, points }) => `${t(`sign.${sign}`)} ${points}`).join(comma())}`}
      </p>
      <div className="conduct-refs">
        {cases.map(({ id, number, subject }) => (
          <Link key={id} to={`/cases/${id}`} title={subject}>
            {number}
          </Link>
        ))}
      </div>
      <Course restriction={restriction} />
      {appeals.map((one) => (
        <Appeal key={one.id} appeal={one} />
      ))}
      <div className="conduct-acts">
        {can.review && (
          <Button type="primary" onClick={() => setDialog('review')}>
            {t('review.do')}
          </Button>
        )}
        {can.decideAppeal && (
          <Button type="primary" onClick={() => setDialog('decide')}>
            {t('decide.do')}
          </Button>
        )}
        {letter && <Button onClick={() => setDialog('letter')}>{t('letter.show')}</Button>}
        {can.appeal && <Button onClick={() => setDialog('appeal')}>{t('appeal.record')}</Button>}
        {can.end && <Button onClick={() => setDialog('end')}>{t(state === 'proposed' ? 'end.withdraw' : 'end.lift')}</Button>}
      </div>
      {dialog === 'review' && <ReviewModal restriction={restriction} onClose={close} />}
      {dialog === 'decide' && <DecideAppealModal restriction={restriction} onClose={close} />}
      {dialog === 'appeal' && <AppealModal restrictionId={restriction.id} onClose={close} />}
      {dialog === 'letter' && letter && <LetterModal letter={letter} onClose={close} />}
      <EndModal restriction={restriction} isOpen={dialog === 'end'} onClose={close} />
    </article>
  )
}

function Course({
  restriction: { by, at, reviewedBy, reviewedAt, reviewNote, state, endedAt, endedBy, endKind, endNote },
}: {
  restriction: Restriction
}) {
  const { t } = useTranslation('conduct')
  return (
    <ol className="conduct-course">
      <li>
        {t('course.proposed')} {by?.name} <Instant at={at} />
      </li>
      {reviewedAt && (
        <li>
          {t(state === 'refused' ? 'course.refused' : 'course.approved')} {reviewedBy?.name} <Instant at={reviewedAt} />
          {colon()}
          {reviewNote}
        </li>
      )}
      {endedAt && (
        <li>
          {t(endKind ? `course.${endKind}` : 'course.withdrawn')} {endedBy?.name} <Instant at={endedAt} />
          {endNote && `${colon()}${endNote}`}
        </li>
      )}
    </ol>
  )
}

function Appeal({ appeal: { at, by, channel, reason, verdict, note, decidedBy, decidedAt } }: { appeal: ConductAppeal }) {
  const { t } = useTranslation('conduct')
  return (
    <blockquote className="conduct-text">
      {t('appeal.said', { channel: t(`ui:channel.${channel}`) })}
      {colon()}
      {reason}{' '}
      <span className="meta">
        {by?.name} <Instant at={at} />
      </span>
      <br />
      {verdict && decidedAt ? (
        <>
          {t(`verdict.${verdict}`)}
          {colon()}
          {note}{' '}
          <span className="meta">
            {decidedBy?.name} <Instant at={decidedAt} />
          </span>
        </>
      ) : (
        <strong>{t('appeal.waits')}</strong>
      )}
    </blockquote>
  )
}

function EndModal({
  restriction: { id, state, version },
  isOpen,
  onClose,
}: {
  restriction: Restriction
  isOpen: boolean
  onClose: () => void
}) {
  const { t } = useTranslation('conduct')
  const refresh = useRefreshConduct()
  const words = t(state === 'proposed' ? 'end.withdraw' : 'end.lift')
  return (
    <ReasonModal
      open={isOpen}
      title={words}
      consequence={t(state === 'proposed' ? 'end.withdrawHint' : 'end.liftHint')}
      okText={words}
      onConfirm={async (reason) => {
        await end(id, reason, version)
        await refresh()
      }}
      onClose={onClose}
    />
  )
}
