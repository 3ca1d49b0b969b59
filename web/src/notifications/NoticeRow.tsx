import type { Notice } from '@zhiwei/contract'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { moneyText, useFormat, useMay } from '../platform/index.ts'
import { Instant, StageMark } from '../ui/index.ts'

/** One notice: what, which case, since when; opening its case reads it. */
export function NoticeRow({ notice, onRead }: { notice: Notice; onRead: () => void }) {
  const { t } = useTranslation('notifications')
  const said = useSaid()
  const seesAll = useMay('cases:read')
  const seesUnit = useMay('cases:readUnit')
  const { kind, at, read, case: about, facts } = notice
  const words = said(kind, facts)
  return (
    <li className={read ? 'notice' : 'notice is-unread'}>
      <span className="notice-dot" aria-hidden="true" />
      <span className="notice-line">
        <span className="notice-kind">{t(`kind.${kind}`)}</span>
        {about && kind === 'recalled' && !seesAll && <span>{about.number}</span>}
        {about && (kind !== 'recalled' || seesAll) && (
          <Link to={seesAll || seesUnit ? `/cases/${about.id}` : '/tasks'} onClick={() => !read && onRead()}>
            {about.number}
          </Link>
        )}
        <AboutWarning notice={notice} onOpen={() => !read && onRead()} />
        {kind === 'digest' && (
          <Link to="/cases?atRisk=true" onClick={() => !read && onRead()}>
            {t('digestOpen')}
          </Link>
        )}
        {about?.stage && <StageMark stage={about.stage} />}
      </span>
      <span className="notice-end">
        <span className="meta">
          <Instant at={at} />
        </span>
        {!read && (
          <Button type="text" size="small" onClick={onRead}>
            {t('read')}
          </Button>
        )}
      </span>
      <span className="notice-what">
        {words && <span>{words}</span>}
        {about?.subject && <span>{about.subject}</span>}
      </span>
    </li>
  )
}

/** Where a notice leads that is about something else than a case of its own. */
function placeOf(kind: Notice['kind'], facts: Notice['facts']): string | null {
  if (facts.followUpId) return `/follow-ups?call=${facts.followUpId}`
  if (facts.lowScoreId) return '/follow-ups/low-scores'
  if (facts.knowledgeId) return `/knowledge/${facts.knowledgeId}`
  if (facts.promiseCaseId) return `/cases/${facts.promiseCaseId}`
  if (facts.coachingNoteId) return '/coaching'
  if (facts.buddyId) return '/coaching?part=care'
  if (facts.trainingPlanId) return `/training/plans/${facts.trainingPlanId}`
  if (facts.performanceSheetId)
    return kind === 'performanceObjected' ? '/performance?part=objections' : `/performance/${facts.performanceSheetId}`
  if (facts.conductCustomerId) return `/conduct/${facts.conductCustomerId}`
  if (facts.protectionCaseId) return `/cases/${facts.protectionCaseId}`
  if (facts.ideaId) return `/ideas/${facts.ideaId}`
  if (facts.actionId) return `/actions/${facts.actionId}`
  if (facts.eightDId) return `/eight-d/${facts.eightDId}`
  if (facts.guideId) return `/guides/${facts.guideId}`
  if (facts.lessonId) return `/lessons/${facts.lessonId}`
  if (facts.partId) return `/partner-parts/${facts.partId}`
  if (facts.crisisId) return `/crises/${facts.crisisId}`
  if (facts.warningId) return `/warnings/${facts.warningId}`
  return kind === 'warningsHeld' ? '/warnings' : null
}

/** What is about a warning, a crisis, a call … leads there. */
function AboutWarning({ notice: { kind, facts }, onOpen }: { notice: Notice; onOpen: () => void }) {
  const { t } = useTranslation('notifications')
  const { level, subject } = facts
  const to = placeOf(kind, facts)
  if (!to) return null
  return (
    <Link to={to} onClick={onOpen}>
      {[typeof level === 'string' && t(`warning.level.${level}`), typeof subject === 'string' && subject].filter(Boolean).join(' · ') ||
        t(facts.warningId || kind === 'warningsHeld' ? 'warning.open' : 'open')}
    </Link>
  )
}

/** The facts of a notice in words. */
function useSaid() {
  const { t } = useTranslation('notifications')
  const format = useFormat()
  return (kind: Notice['kind'], facts: Notice['facts']): string => {
    if (kind === 'digest')
      return Object.entries((facts.counts ?? {}) as Record<string, number>)
        .map(([name, count]) => t('counted', { kind: t(`kind.${name}`), count }))
        .join(t('comma'))
    if (kind === 'warningsHeld') return t('warning.held', { count: Number(facts.held), limit: Number(facts.singlesADay) })
    const parts = [
      typeof facts.percent === 'number' && facts.percent < 100 && t('percent', { percent: facts.percent }),
      typeof facts.dueAt === 'string' && t('dueAt', { at: format.instant(facts.dueAt) }),
      typeof facts.toLevel === 'number' && t('level', { level: facts.toLevel }),
      typeof facts.amountFen === 'number' && facts.amountFen > 0 && moneyText(facts.amountFen),
      kind === 'approvalDecided' && typeof facts.verdict === 'string' && t(`verdict.${facts.verdict}`),
      kind === 'reminded' && typeof facts.from === 'string' && t(`from.${facts.from}`),
      kind === 'actionJudged' && typeof facts.verdict === 'string' && t(`effect.${facts.verdict}`),
    ]
    return parts.filter(Boolean).join(t('comma'))
  }
}
