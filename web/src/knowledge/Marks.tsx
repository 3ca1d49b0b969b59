import type { KnowledgeRow, LawRef } from '@zhiwei/contract'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

/** 草稿 · 待审核 · 生效 · 待复审 · 停用, and why it is to be looked at. */
export function EntryState({ state, flags, overdue, next }: Pick<KnowledgeRow, 'state' | 'flags' | 'overdue' | 'next'>) {
  const { t } = useTranslation('knowledge')
  return (
    <span className="kb-marks">
      <Tag className={`kb-state is-${state}`}>{t(`state.${state}`)}</Tag>
      {flags > 0 && <Tag className="kb-state is-flagged">{t('flagged')}</Tag>}
      {overdue && <Tag className="kb-state is-flagged">{t('overdue')}</Tag>}
      {next && (state === 'inForce' || state === 'expiring') && <Tag>{t(`next.${next.state}`, { no: next.no })}</Tag>}
    </span>
  )
}

export function LawName({ law }: { law: LawRef }) {
  const { t } = useTranslation('knowledge')
  return (
    <span className="kb-law">
      <Link to={`/knowledge/laws/${law.id}`}>
        {law.law}
        {law.article ?? ''}
      </Link>
      {law.ended && <Tag className="kb-state is-flagged">{t('law.ended')}</Tag>}
      {!law.ended && law.endsOn && <span className="meta"> {t('law.endsOn', { day: law.endsOn })}</span>}
    </span>
  )
}
