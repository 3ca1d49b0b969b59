import type { ConductNotice } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useMay } from '../platform/index.ts'
import { AppealModal } from './AppealModal.tsx'
import { MeasureList } from './MeasureList.tsx'
import { useNotices } from './queries.ts'
import './conduct.css'
import { comma } from '../platform/punctuation.ts'

/** 限制提示 of a customer: shown wherever somebody is about to deal with them. */
export function RestrictionNotices({ customerId }: { customerId: string }) {
  const notices = useNotices([customerId])
  return notices.data?.rows.map((notice) => <RestrictionNotice key={notice.restrictionId} notice={notice} />)
}

/** What is in force and what staff may do; what is urgent on the case goes before all of it. */
export function RestrictionNotice({ notice, urgent = [] }: { notice: ConductNotice; urgent?: readonly string[] }) {
  const { t } = useTranslation('conduct')
  const mayRecord = useMay('cases:note')
  const proposes = useMay('conduct:propose')
  const reviews = useMay('conduct:review')
  const [isAppealing, setAppealing] = useState(false)
  const title = t(notice.measures.every(({ kind }) => kind === 'caution') ? 'notice.caution' : 'notice.title')
  return (
    <aside className="conduct-notice" aria-label={title}>
      <div className="conduct-line">
        <strong>{title}</strong>
        <span className="meta">{t('notice.until', { day: notice.endsOn })}</span>
        {(proposes || reviews) && <Link to={`/conduct/${notice.customerId}`}>{t('notice.open')}</Link>}
        {mayRecord && (
          <Button size="small" onClick={() => setAppealing(true)}>
            {t('appeal.record')}
          </Button>
        )}
      </div>
      {urgent.length > 0 && (
        <p className="conduct-urgent">{t('notice.urgent', { what: urgent.map((kind) => t(`urgent.${kind}`)).join(comma()) })}</p>
      )}
      <MeasureList measures={notice.measures} contacts={notice.contactsThisWeek} />
      <p className="meta">{t('notice.merits')}</p>
      {isAppealing && <AppealModal restrictionId={notice.restrictionId} onClose={() => setAppealing(false)} />}
    </aside>
  )
}
