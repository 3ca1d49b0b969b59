import { useTranslation } from 'react-i18next'
import { PromiseItem } from './PromiseItem.tsx'
import { usePromisesOfCase } from './queries.ts'
import './guidance.css'

/** 对客户的承诺 on the case, those that are still to be kept first. */
export function PromisePanel({ caseId }: { caseId: string }) {
  const { t } = useTranslation('guidance')
  const { data } = usePromisesOfCase(caseId)
  if (!data || data.rows.length === 0) return null
  const rows = data.rows.toSorted((one, other) => Number(other.state === 'open') - Number(one.state === 'open'))
  return (
    <section className="part" aria-label={t('promises.title')}>
      <h2>{t('promises.title')}</h2>
      <ul className="plain">
        {rows.map((promise) => (
          <li key={promise.id}>
            <PromiseItem promise={promise} />
          </li>
        ))}
      </ul>
    </section>
  )
}
