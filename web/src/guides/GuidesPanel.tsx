import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useGuidesForCase } from './queries.ts'
import './guides.css'

/** 可发给客户的指南: those of the case's product, put with their address where an answer is written. */
export function GuidesPanel({ caseId, onSay }: { caseId: string; onSay?: ((words: string) => void) | undefined }) {
  const { t } = useTranslation('guides')
  const { data } = useGuidesForCase(caseId)
  const fitting = (data?.rows ?? []).filter(({ fits }) => fits)
  if (fitting.length === 0) return null
  return (
    <section className="part" aria-label={t('panel')}>
      <h2>{t('panel')}</h2>
      <ul className="guide-proposals">
        {fitting.map(({ id, title, url }) => (
          <li key={id}>
            <Link to={`/guides/${id}`}>{title}</Link>
            {onSay && (
              <Button size="small" onClick={() => onSay(t('said', { title, url }))}>
                {t('say')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
