import type { CallRow } from '@zhiwei/contract'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../platform/index.ts'
import { Instant, LinkButton, ProblemNotice } from '../ui/index.ts'
import { CallerStory } from './CallerStory.tsx'
import { useCallers } from './queries.ts'

/** One call with the story of who is on the line, and what may be done about it. */
export function CallCard({ call, close }: { call: CallRow; close?: ReactNode }) {
  const { t } = useTranslation('calls')
  const title = useId()
  const mayRegister = useMay('complaints:register')
  const seesCustomers = useMay('customers:read')
  const seesCases = useMay('cases:read')
  const callers = useCallers(call.id, seesCustomers && seesCases)
  const matches = callers.data?.matches ?? []
  return (
    <section className="call-card" aria-labelledby={title}>
      <header className="call-head">
        <strong id={title} className={`call-state is-${call.state}`}>
          {t(`state.${call.state}`)}
        </strong>
        <span className="figures">{call.number ?? t('withheld')}</span>
        <Instant at={call.at} />
        {close}
      </header>
      {call.isComplaint && <p className="call-complaint">{t('pop.complaint')}</p>}
      {!call.isComplaint && call.choice && <p className="meta">{t('pop.choice', { choice: call.choice })}</p>}
      {callers.isError && <ProblemNotice problem={callers.error} onRetry={callers.refetch} />}
      {callers.data && matches.length === 0 && <p className="meta">{t('pop.unknown')}</p>}
      {matches.length > 1 && <p className="meta">{t('pop.shared', { count: matches.length })}</p>}
      {matches.slice(0, 3).map((caller) => (
        <CallerStory key={caller.id} caller={caller} call={call} isOnly={matches.length === 1} />
      ))}
      {mayRegister && (
        <footer className="call-acts">
          <LinkButton type="primary" to={`/cases/new?call=${call.id}`}>
            {t('pop.register')}
          </LinkButton>
        </footer>
      )}
    </section>
  )
}
