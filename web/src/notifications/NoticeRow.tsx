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
        {about && (
          <Link to={seesAll || seesUnit ? `/cases/${about.id}` : '/tasks'} onClick={() => !read && onRead()}>
            {about.number}
          </Link>
        )}
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

/** The facts of a notice in words. */
function useSaid() {
  const { t } = useTranslation('notifications')
  const format = useFormat()
  return (kind: Notice['kind'], facts: Notice['facts']): string => {
    if (kind === 'digest')
      return Object.entries((facts.counts ?? {}) as Record<string, number>)
        .map(([name, count]) => t('counted', { kind: t(`kind.${name}`), count }))
        .join(t('comma'))
    const parts = [
      typeof facts.percent === 'number' && facts.percent < 100 && t('percent', { percent: facts.percent }),
      typeof facts.dueAt === 'string' && t('dueAt', { at: format.instant(facts.dueAt) }),
      typeof facts.toLevel === 'number' && t('level', { level: facts.toLevel }),
      typeof facts.amountFen === 'number' && facts.amountFen > 0 && moneyText(facts.amountFen),
      kind === 'approvalDecided' && typeof facts.verdict === 'string' && t(`verdict.${facts.verdict}`),
      kind === 'reminded' && typeof facts.from === 'string' && t(`from.${facts.from}`),
    ]
    return parts.filter(Boolean).join(t('comma'))
  }
}
