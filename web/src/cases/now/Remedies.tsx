import type { Remedy } from '@zhiwei/contract'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { moneyText } from '../../platform/index.ts'
import { Instant } from '../../ui/index.ts'
import { isAllowed } from '../acts/availability.ts'
import { useCaseOnPage } from '../case-context.ts'

/** 补偿: what was granted, what waits for approval, what was refused. */
export function Remedies() {
  const { t } = useTranslation('cases')
  const { remedies } = useCaseOnPage().complaintCase
  if (remedies.length === 0) return null
  return (
    <section className="part">
      <h2>{t('now.remedies')}</h2>
      <ul className="plain">
        {remedies.map((remedy) => (
          <RemedyRow key={remedy.id} remedy={remedy} />
        ))}
      </ul>
    </section>
  )
}

function RemedyRow({ remedy }: { remedy: Remedy }) {
  const { t } = useTranslation('cases')
  const { complaintCase, openAct } = useCaseOnPage()
  const { id, kind, amountFen, text, state, proposedBy, decidedBy, at } = remedy
  const mayDecide = state === 'awaitingApproval' && isAllowed(complaintCase, 'approvals')
  return (
    <li className="remedy">
      <span className="task-head">
        <strong>
          {t(`ui:remedyKind.${kind}`)} {amountFen > 0 && moneyText(amountFen)}
        </strong>
        <span className={state === 'awaitingApproval' ? 'is-waiting' : 'meta'}>{t(`remedyState.${state}`)}</span>
      </span>
      <span>{text}</span>
      <span className="meta">
        {[proposedBy?.name, decidedBy && decidedBy.id !== proposedBy?.id && decidedBy.name].filter(Boolean).join(' → ')} <Instant at={at} />
      </span>
      {mayDecide && (
        <span className="next-others">
          <Button size="small" onClick={() => openAct('approvals', { remedyId: id, verdict: 'approved' })}>
            {t('verdict.approved')}
          </Button>
          <Button size="small" onClick={() => openAct('approvals', { remedyId: id, verdict: 'refused' })}>
            {t('verdict.refused')}
          </Button>
        </span>
      )}
    </li>
  )
}
