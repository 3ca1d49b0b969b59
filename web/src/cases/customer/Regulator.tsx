import { useTranslation } from 'react-i18next'
import { DueBadge } from '../../ui/index.ts'
import { useCaseOnPage } from '../case-context.ts'
import { Facts } from './Facts.tsx'

/** 监管转办: which authority sent it, under which number, until when. */
export function Regulator() {
  const { t } = useTranslation('cases')
  const { regulator } = useCaseOnPage().complaintCase
  if (!regulator) return null
  return (
    <section className="part">
      <h2>{t('customer.regulator')}</h2>
      <Facts
        facts={[
          { label: t('customer.authority'), value: regulator.authority },
          { label: t('customer.referenceNo'), value: regulator.referenceNo },
          { label: t('customer.regulatorDueAt'), value: regulator.dueAt && <DueBadge dueAt={regulator.dueAt} /> },
        ]}
      />
    </section>
  )
}
