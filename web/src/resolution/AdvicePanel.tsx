import type { Advice } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { useCatalogueName } from '../classification/index.ts'
import { moneyText, numberText } from '../platform/index.ts'
import { ProblemNotice } from '../ui/index.ts'
import { useAdvice } from './queries.ts'
import './resolution.css'

/**
 * 额度与建议: what the person may still decide, whether settling at once is cheaper than handling, and what like cases got, each with the
 * number of cases it rests on. @param amountFen the remedy that is weighed
 */
export function AdvicePanel({ caseId, amountFen, isCard = false }: { caseId: string; amountFen?: number | undefined; isCard?: boolean }) {
  const { t } = useTranslation('resolution')
  const advice = useAdvice(caseId, amountFen)
  const classes = isCard ? 'card part advice' : 'part advice'
  if (advice.isError) return <ProblemNotice problem={advice.error} onRetry={advice.refetch} />
  if (!advice.data) return isCard ? <div className={`${classes} bone advice-bone`} /> : null
  return (
    <section className={classes} aria-label={t('advice.title')}>
      <h2>{t('advice.title')}</h2>
      <Verdict advice={advice.data} />
      <dl className="advice-figures">
        <Figure label={t('advice.limit')} value={moneyText(advice.data.authority.remainingFen)} note={<LimitNote advice={advice.data} />} />
        <Figure
          label={t('advice.disputed')}
          value={advice.data.disputedFen === null ? '–' : moneyText(advice.data.disputedFen)}
          note={advice.data.halfFen ? t('advice.half', { amount: moneyText(advice.data.halfFen) }) : ''}
        />
        <Figure label={t('advice.cost')} {...costOf(advice.data, t)} />
        <Figure label={t('advice.like')} {...likeOf(advice.data, t)} />
      </dl>
      <FarOff advice={advice.data} amountFen={amountFen} />
      <Basis advice={advice.data} />
    </section>
  )
}

type T = ReturnType<typeof useTranslation<'resolution'>>['t']

const costOf = ({ handling }: Advice, t: T) =>
  handling.enough
    ? {
        value: moneyText(handling.costFen),
        note: t('advice.costNote', { minutes: numberText(Math.round(handling.minutes)), rate: moneyText(handling.minuteCostFen) }),
      }
    : { value: '–', note: t('advice.tooFew', { count: handling.cases }) }

const likeOf = ({ fairness }: Advice, t: T) =>
  fairness.enough && fairness.medianFen !== null
    ? {
        value: moneyText(fairness.medianFen),
        note: t('advice.likeNote', { from: moneyText(fairness.minFen ?? 0), to: moneyText(fairness.maxFen ?? 0), count: fairness.cases }),
      }
    : { value: '–', note: t('advice.tooFew', { count: fairness.cases }) }

function Figure({ label, value, note }: { label: string; value: string; note: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <strong className="figures">{value}</strong>
        {note && <span className="meta">{note}</span>}
      </dd>
    </div>
  )
}

function LimitNote({ advice: { authority } }: { advice: Advice }) {
  const { t } = useTranslation('resolution')
  return <>{t(`advice.bound.${authority.boundBy}`, { limit: moneyText(authority.limitFen) })}</>
}

function Verdict({ advice: { settleNow, handling, disputedFen } }: { advice: Advice }) {
  const { t } = useTranslation('resolution')
  if (settleNow === true && disputedFen !== null)
    return <p className="advice-yes">{t('advice.settle', { cost: moneyText(handling.costFen), disputed: moneyText(disputedFen) })}</p>
  return null
}

function FarOff({ advice: { fairness }, amountFen }: { advice: Advice; amountFen: number | undefined }) {
  const { t } = useTranslation('resolution')
  if (!fairness.farOff || amountFen === undefined || fairness.medianFen === null) return null
  const words = { amount: moneyText(amountFen), median: moneyText(fairness.medianFen) }
  return (
    <p className="advice-warn" role="status">
      {t(`advice.farOff.${fairness.farOff}`, words)}
    </p>
  )
}

/** What the figures are of. */
function Basis({ advice: { category, handling } }: { advice: Advice }) {
  const { t } = useTranslation('resolution')
  const categoryName = useCatalogueName('categories')
  if (category === null) return <p className="meta">{t('advice.noCategory')}</p>
  return <p className="meta">{t('advice.basis', { category: categoryName(category), count: handling.cases })}</p>
}
