import type { CaseDetail } from '@zhiwei/contract'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { DueBadge, Instant } from '../../ui/index.ts'
import { isAllowed } from '../acts/availability.ts'
import { useCaseOnPage } from '../case-context.ts'

type Row = NonNullable<CaseDetail['suspension']>
type Supervision = CaseDetail['supervisions'][number]

/** What lies over the status: suspension, supervision, escalation, and how often the case was pushed round. */
export function Marks() {
  const { t } = useTranslation('cases')
  const { complaintCase: c } = useCaseOnPage()
  const supervisions = c.supervisions.filter(({ endedAt }) => endedAt === null)
  const counted = (['reminders', 'sendBacks', 'transfers', 'reworks'] as const).filter((name) => c[name] > 0)
  if (!c.suspension && supervisions.length === 0 && c.escalationLevel === 0 && counted.length === 0) return null
  return (
    <section className="part marks">
      {c.suspension && <Mark title={t('now.suspension')} row={c.suspension} />}
      {supervisions.map((row) => (
        <SupervisionMark key={row.id} row={row} />
      ))}
      {c.escalationLevel > 0 && (
        <p>
          <strong>{t('escalated', { level: c.escalationLevel })}</strong> <span className="meta">{t(`level.${c.escalationLevel}`)}</span>
        </p>
      )}
      {c.escalationLevel > 0 && c.escalation?.toLevel === c.escalationLevel && <Called {...c.escalation} />}
      {counted.length > 0 && <p className="meta">{counted.map((name) => t(`counted.${name}`, { count: c[name] })).join(' · ')}</p>}
    </section>
  )
}

/** 叫谁: the people the last escalation called, and when. */
function Called({ called, at }: NonNullable<CaseDetail['escalation']>) {
  const { t } = useTranslation('cases')
  if (called.length === 0) return null
  return (
    <p className="meta called-people">
      {t('now.called', { people: called.map(({ name }) => name).join(t('comma')) })} <Instant at={at} />
    </p>
  )
}

/** 督办: with the unit's answer, and what may be done about it. */
function SupervisionMark({ row }: { row: Supervision }) {
  const { t } = useTranslation('cases')
  const { complaintCase, openAct } = useCaseOnPage()
  const acts = (['supervisionAnswers', 'supervisionClosures'] as const).filter((act) => isAllowed(complaintCase, act))
  return (
    <div className="supervision-mark">
      <Mark title={t('now.supervision')} row={row} isDue={row.answeredAt === null} />
      {row.answer !== null && (
        <div className="task-result">
          <span>{row.answer}</span>{' '}
          <span className="meta">
            {t('now.supervisionAnswered')} {row.answeredBy?.name} {row.answeredAt && <Instant at={row.answeredAt} />}
          </span>
        </div>
      )}
      {acts.length > 0 && (
        <span className="next-others">
          {acts.map((act) => (
            <Button key={act} size="small" onClick={() => openAct(act, { supervisionId: row.id })}>
              {t(`act.${act}`)}
            </Button>
          ))}
        </span>
      )}
    </div>
  )
}

function Mark({ title, row, isDue = false }: { title: string; row: Row; isDue?: boolean }) {
  const { t } = useTranslation('cases')
  return (
    <div className="over-status">
      <span className="over-head">
        <strong>{title}</strong>
        {row.endsAt &&
          (isDue ? (
            <DueBadge dueAt={row.endsAt} />
          ) : (
            <span className="meta">
              {t('now.until')} <Instant at={row.endsAt} />
            </span>
          ))}
      </span>
      <span>{row.reason}</span>
      <span className="meta">
        {row.by?.name ?? t('story.system')} <Instant at={row.at} />
      </span>
    </div>
  )
}
