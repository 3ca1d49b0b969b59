import { useTranslation } from 'react-i18next'
import { useFormat } from '../../platform/index.ts'
import { useCaseOnPage } from '../case-context.ts'
import { FoldedText } from '../story/FoldedText.tsx'

/** 派单争议: whose it is said not to be and why; then whose the supervisor says it is. */
export function Dispute() {
  const { t } = useTranslation('cases')
  const format = useFormat()
  const { dispute } = useCaseOnPage().complaintCase
  if (!dispute || dispute.state === 'lapsed') return null
  const { state, unit, by, at, reason, cause } = dispute
  return (
    <section className="part">
      <h2>{t(`dispute.${state}`)}</h2>
      <p className="meta">
        {t(`dispute.${cause}By`, { unit: unit.name, by: by?.name ?? '' })} {format.instant(at)}
      </p>
      <FoldedText text={reason} limit={120} />
      {state === 'decided' && dispute.decidedAt && (
        <div className="task-result">
          <p className="meta">
            {t('dispute.decidedTo', { unit: dispute.decidedUnit?.name ?? '', by: dispute.decidedBy?.name ?? '' })}{' '}
            {format.instant(dispute.decidedAt)}
          </p>
          <FoldedText text={dispute.decision ?? ''} limit={120} />
        </div>
      )}
    </section>
  )
}
