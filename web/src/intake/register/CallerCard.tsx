import { CustomerRevealed } from '@zhiwei/contract'
import { Alert, App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { CustomerName } from '../../cases/index.ts'
import { RestrictionNotices } from '../../conduct/index.ts'
import { api, useMay } from '../../platform/index.ts'
import { useProblemWords } from '../../ui/index.ts'
import { CallerCase } from './CallerCase.tsx'
import type { Caller } from './use-callers.ts'

type Props = { caller: Caller; isWhole: boolean; onPhone: (phone: string) => void; onNew: () => void }

/** One customer with this number: the open cases first, for the call may be about one of them. */
export function CallerCard({ caller, isWhole, onPhone, onNew }: Props) {
  const { t } = useTranslation('intake')
  const { openCases, recentCases } = caller
  const closed = recentCases.filter(({ id }) => openCases.every((open) => open.id !== id))
  return (
    <section className="caller">
      <header>
        <strong>
          <CustomerName customer={caller} />
        </strong>
        <span className="figures">{caller.phone}</span>
        {caller.tags.length > 0 && <span className="meta">{caller.tags.join(' · ')}</span>}
        <span className="meta">{t('register.callers.cases', { count: caller.caseCount })}</span>
        {!isWhole && <ThisCustomer caller={caller} onPhone={onPhone} />}
      </header>
      <RestrictionNotices customerId={caller.id} />
      {openCases.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('register.callers.open', { count: openCases.length })}
          description={
            <>
              <ul className="caller-cases">
                {openCases.map((row) => (
                  <CallerCase key={row.id} row={row} isOpen />
                ))}
              </ul>
              <Button size="small" onClick={onNew}>
                {t('register.callers.new')}
              </Button>
            </>
          }
        />
      )}
      {closed.length > 0 && (
        <details>
          <summary>{t('register.callers.recent', { count: closed.length })}</summary>
          <ul className="caller-cases">
            {closed.map((row) => (
              <CallerCase key={row.id} row={row} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

/** Found by the last digits: the whole number is fetched, and the look is recorded with its reason. */
function ThisCustomer({ caller, onPhone }: Pick<Props, 'caller' | 'onPhone'>) {
  const { t } = useTranslation('intake')
  const { message } = App.useApp()
  const words = useProblemWords()
  const mayReveal = useMay('customers:reveal')
  async function choose() {
    try {
      const body = { field: 'phone', reason: t('register.callers.reason') }
      const { value } = CustomerRevealed.parse(await api.post(`/customers/${caller.id}/reveals`, body))
      if (value) onPhone(value)
    } catch (error) {
      void message.error(words(error).title)
    }
  }
  if (!mayReveal) return null
  return (
    <Button size="small" onClick={() => void choose()} title={t('register.callers.logged')}>
      {t('register.callers.this')}
    </Button>
  )
}
