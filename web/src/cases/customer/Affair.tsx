import { useTranslation } from 'react-i18next'
import { moneyText } from '../../platform/index.ts'
import { Instant } from '../../ui/index.ts'
import { useCaseOnPage } from '../case-context.ts'
import { Facts } from './Facts.tsx'

/** What a mail, a chat or a message was numbered by when it came in: it says nothing to people. */
const isOfADoor = (externalId: string) => /^(?:[0-9a-f]{64}$|[0-9a-f-]{36}$|chat\.|sms:|wecom:|call:)/.test(externalId)

/** 事项: what the complaint is about and who looks after it. */
export function Affair() {
  const { t } = useTranslation('cases')
  const { complaintCase: c } = useCaseOnPage()
  return (
    <section className="part">
      <h2>{t('customer.affair')}</h2>
      <Facts
        facts={[
          { label: t('field.product'), value: c.product },
          { label: t('field.node'), value: c.node },
          { label: t('field.region'), value: c.region },
          { label: t('customer.amount'), value: c.amountFen !== null && moneyText(c.amountFen) },
          { label: t('customer.remedySought'), value: c.remedySought },
          { label: t('column.channel'), value: t(`ui:channel.${c.channel}`) },
          { label: t('customer.externalId'), value: c.externalId && !isOfADoor(c.externalId) && c.externalId },
          { label: t('column.receivedAt'), value: <Instant at={c.receivedAt} /> },
          { label: t('customer.acceptedAt'), value: c.acceptedAt && <Instant at={c.acceptedAt} /> },
          { label: t('column.closedAt'), value: c.closedAt && <Instant at={c.closedAt} /> },
          { label: t('column.agent'), value: c.agent?.name },
          { label: t('column.unit'), value: c.unit?.name },
          { label: t('column.handler'), value: c.handler?.name },
          { label: t('customer.cycle'), value: c.cycle > 1 && t('customer.cycleNumber', { cycle: c.cycle }) },
          { label: t('customer.origin'), value: c.origin === 'history' && t('customer.history') },
        ]}
      />
    </section>
  )
}
