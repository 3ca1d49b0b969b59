import { useTranslation } from 'react-i18next'
import { moneyText, numberText } from '../platform/index.ts'
import { PageSkeleton, ProblemNotice } from '../ui/index.ts'
import { ActionsSaved } from './ActionsSaved.tsx'
import { Cohorts } from './Cohorts.tsx'
import { CostCards } from './CostCards.tsx'
import { useMoney } from './queries.ts'

/** Cost, cohorts, the price of not solving, what actions saved. */
export function ValuePart() {
  const { t } = useTranslation('money')
  const money = useMoney()
  if (money.isPending) return <PageSkeleton shape="detail" />
  if (money.isError) return <ProblemNotice problem={money.error} onRetry={money.refetch} />
  const { cohorts, silent, unsolved, ownFrom, actions, costFen } = money.data
  return (
    <div className="money-sections">
      <CostCards />
      <Cohorts cohorts={cohorts} ownFrom={ownFrom} />
      <section className="card money-section">
        <h2>{t('silent.title')}</h2>
        <p className="money-big figures">{t('silent.estimate', { count: numberText(silent.estimate) })}</p>
        <p className="meta">
          {t('silent.formula', {
            complained: numberText(silent.complained),
            factor: numberText(silent.factor, silent.basis === 'own' ? 2 : 0),
          })}
        </p>
        <p className="meta">
          {t(`silent.${silent.basis}`, { silent: numberText(silent.own.silent), complained: numberText(silent.own.complained), ownFrom })}
        </p>
      </section>
      <section className="card money-section">
        <h2>{t('unsolved.title')}</h2>
        <p className="money-big figures">
          {unsolved.fen === null ? t('unsolved.lost', { count: numberText(unsolved.lost) }) : moneyText(unsolved.fen)}
        </p>
        <p className="meta">{t('unsolved.formula', { count: numberText(unsolved.lost), silent: numberText(unsolved.lostSilent) })}</p>
        <p className="meta">
          {unsolved.customerYearFen === null ? t('unsolved.noValue') : t('unsolved.value', { value: moneyText(unsolved.customerYearFen) })}
        </p>
      </section>
      <ActionsSaved actions={actions} costFen={costFen} />
    </div>
  )
}
