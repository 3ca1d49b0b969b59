import { useTranslation } from 'react-i18next'
import { ContactsBehind } from '../contacts/index.ts'
import { CasesDrawer } from '../series/index.ts'
import { endOfWeek, useRiskPointCases } from './queries.ts'

/** The complaints of a point in a week, and who was unhappy without complaining. */
export function CasesOfWeek({ id, name, week, onClose }: { id: string; name: string; week: string; onClose: () => void }) {
  const { t } = useTranslation('risk-points')
  const cases = useRiskPointCases(id, week, endOfWeek(week))
  const counted = cases.data && cases.data.complaints + cases.data.doubts
  const { latent = 0, contactIds = [] } = cases.data ?? {}
  return (
    <CasesDrawer title={t('map.cellOf', { name, week })} cases={cases} counted={counted} onClose={onClose}>
      {latent > 0 && (
        <>
          <h3>{t('map.latent', { count: latent })}</h3>
          {contactIds.length > 0 ? <ContactsBehind ids={contactIds} /> : <p className="meta">{t('map.latentHidden')}</p>}
        </>
      )}
    </CasesDrawer>
  )
}
