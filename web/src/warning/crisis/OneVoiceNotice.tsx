import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useMay } from '../../platform/index.ts'
import { Instant } from '../../ui/index.ts'
import { useOneVoice } from './queries.ts'
import '../warning.css'

/** 统一口径: on the page of a case that belongs to an open crisis, the approved statement everybody speaks by. */
export function OneVoiceNotice({ caseId }: { caseId: string }) {
  const { t } = useTranslation('warning')
  const voice = useOneVoice(caseId)
  const mayOpen = useMay('warnings:read')
  if (!voice.data || voice.data.crises.length === 0) return null
  return voice.data.crises.map(({ id, title, statement, approvedAt }) => (
    <aside key={id} className="one-voice" aria-label={t('voice.title')}>
      <div className="warning-line">
        <strong>{t('voice.title')}</strong>
        {mayOpen ? <Link to={`/crises/${id}`}>{title}</Link> : <span>{title}</span>}
        {approvedAt && (
          <span className="meta">
            {t('voice.approved')} <Instant at={approvedAt} />
          </span>
        )}
      </div>
      <p className="statement-text">{statement ?? t('voice.none')}</p>
    </aside>
  ))
}
