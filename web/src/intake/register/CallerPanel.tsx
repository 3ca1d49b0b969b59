import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../../ui/index.ts'
import { CallerCard } from './CallerCard.tsx'
import { digitsOf, shortestPhone } from './complaint-input.ts'
import { useCallers } from './use-callers.ts'

type Props = {
  phone: string | undefined
  /** The caller is this customer: the whole number goes into the form. */
  onPhone: (phone: string) => void
  /** None of the open cases is it. */
  onNew: () => void
}

/** Who is calling, and what of theirs is open: said while the number is typed. */
export function CallerPanel({ phone, onPhone, onNew }: Props) {
  const { t } = useTranslation('intake')
  const { isAsked, callers, isLoading, error, retry } = useCallers(phone)
  const isWhole = digitsOf(phone).length >= shortestPhone
  return (
    <aside className="card callers" aria-label={t('register.callers.title')} aria-live="polite" aria-busy={isLoading}>
      <h2>{t('register.callers.title')}</h2>
      {error && <ProblemNotice problem={error} onRetry={retry} />}
      {!isAsked && <p className="meta">{t('register.callers.hint')}</p>}
      {isAsked && !isLoading && !error && callers.length === 0 && (
        <p className="meta">{t(isWhole ? 'register.callers.none' : 'register.callers.noneYet')}</p>
      )}
      {callers.map((caller) => (
        <CallerCard key={caller.id} caller={caller} isWhole={isWhole} onPhone={onPhone} onNew={onNew} />
      ))}
    </aside>
  )
}
