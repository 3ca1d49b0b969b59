import { useTranslation } from 'react-i18next'
import { useOnCallNow } from './queries.ts'

/** 现在叫谁: at each level, by the list or, where nobody stands on it, along the unit tree. */
export function CalledNow({ unitId }: { unitId: string | undefined }) {
  const { t } = useTranslation('workflow')
  const { data, isPending } = useOnCallNow(unitId)
  if (isPending)
    return (
      <div className="called" aria-hidden>
        {[1, 2, 3, 4].map((level) => (
          <div key={level} className="card called-later" />
        ))}
      </div>
    )
  if (!data) return null
  return (
    <div className="called">
      {data.levels.map(({ level, people, fromList }) => (
        <section key={level} className="card">
          <h2>{t('levelOf', { level, name: t(`cases:level.${level}`) })}</h2>
          <div>{people.map(({ name }) => name).join(t('comma')) || t('onCall.nobody')}</div>
          <span className="meta">{t(fromList ? 'onCall.byList' : 'onCall.byTree')}</span>
        </section>
      ))}
    </div>
  )
}
