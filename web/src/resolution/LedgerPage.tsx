import { LedgerQuery } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { moneyText, numberText, useMay, useUrlState } from '../platform/index.ts'
import { EmptyState, Page, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { LedgerFilterBar } from './ledger/LedgerFilterBar.tsx'
import { LedgerTable } from './ledger/LedgerTable.tsx'
import { Payments } from './ledger/Payments.tsx'
import { useLedger } from './queries.ts'
import './resolution.css'

const sums = ['grantedFen', 'refusedFen', 'reversedFen', 'paidFen'] as const

/** 台账: every grant, approval, refusal, reversal and payment; the sums are of all that the filter finds. */
export function LedgerPage() {
  const { t } = useTranslation('resolution')
  const [filter, setFilter] = useUrlState(LedgerQuery)
  const ledger = useLedger(filter)
  const mayPay = useMay('payments:export')
  return (
    <Page title={t('ledger.title')} actions={mayPay && <Payments />}>
      <LedgerFilterBar filter={filter} onChange={(next) => setFilter({ ...filter, cursor: undefined, ...next })} />
      {ledger.isPending && <TableBones />}
      {ledger.isError && <ProblemNotice problem={ledger.error} onRetry={ledger.refetch} />}
      {ledger.data && (
        <>
          <dl className="ledger-sums">
            {sums.map((name) => (
              <div key={name}>
                <dt>{t(`ledger.sum.${name}`)}</dt>
                <dd className="figures">{moneyText(ledger.data.sums[name])}</dd>
              </div>
            ))}
            <div>
              <dt>{t('ledger.sum.grants')}</dt>
              <dd className="figures">{numberText(ledger.data.sums.grants)}</dd>
            </div>
          </dl>
          <LedgerTable rows={ledger.data.rows} empty={<EmptyState title={t('ledger.none')} detail={t('ledger.noneDetail')} />} />
          <Pager
            cursor={filter.cursor}
            nextCursor={ledger.data.nextCursor}
            total={ledger.data.total}
            onChange={(cursor) => setFilter({ ...filter, cursor })}
          />
        </>
      )}
    </Page>
  )
}
