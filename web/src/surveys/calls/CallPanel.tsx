import type { FollowUpDetail } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { PassOn } from '../../identity/index.ts'
import { DueBadge, Instant, MaskedValue, PageSkeleton, ProblemNotice, SeverityTag, StatusTag } from '../../ui/index.ts'
import { assignFollowUp, revealPhone, useFollowUp, useRefresh } from '../queries.ts'
import { CallForm } from './CallForm.tsx'
import { LinkPart } from './LinkPart.tsx'

/** One follow-up: whom to call, what was answered, what to say, and the result. */
export function CallPanel({ id }: { id: string }) {
  const call = useFollowUp(id)
  if (call.isPending) return <PageSkeleton shape="detail" />
  if (call.isError) return <ProblemNotice problem={call.error} onRetry={call.refetch} />
  return <OpenCall call={call.data} />
}

function OpenCall({ call }: { call: FollowUpDetail }) {
  const { t } = useTranslation('surveys')
  const refresh = useRefresh()
  const { customer } = call
  return (
    <div className="fu-panel">
      <section className="card fu-card">
        <h2 className="fu-head">
          {customer ? <Link to={`/customers/${customer.id}`}>{customer.name || t('unnamed')}</Link> : t('unnamed')}
          {call.severity && <SeverityTag severity={call.severity} />}
          {call.state === 'open' && <DueBadge dueAt={call.dueAt} startedAt={call.at} />}
        </h2>
        <p className="fu-head">
          <Link to={`/cases/${call.caseId}`}>{call.number}</Link>
          <span>{call.subject}</span>
          <StatusTag status={call.status} />
        </p>
        <p className="fu-head">
          {call.phone && customer && (
            <MaskedValue masked={call.phone} label={t('calls.phone')} reveal={(reason: string) => revealPhone(customer.id, reason)} />
          )}
          <span className="meta">{t('calls.owner', { name: call.owner?.name ?? t('calls.everybody') })}</span>
          {call.can.assign && (
            <PassOn
              permission="cases:followUp"
              words={{ button: t('calls.pass'), to: t('calls.passTo') }}
              onPass={(userId) => assignFollowUp(call.id, userId, call.version).then(refresh)}
            />
          )}
        </p>
        {call.channel !== 'call' && <LinkPart call={call} />}
        {call.can.register && <CallForm key={`${call.id}.${call.caseVersion}`} call={call} />}
        {call.ended && (
          <p>
            <strong>{t(`ended.${call.ended}`)}</strong> {call.doneAt && <Instant at={call.doneAt} />}
          </p>
        )}
        {call.calls.length > 0 && (
          <>
            <h3>{t('calls.history')}</h3>
            <ol className="fu-plain">
              {call.calls.map((one) => (
                <li key={one.id}>
                  {t(`verdict.${one.verdict}`)} <Instant at={one.at} />{' '}
                  <span className="meta">{[one.by?.name ?? t('calls.online'), one.note].filter(Boolean).join(' · ')}</span>
                </li>
              ))}
            </ol>
          </>
        )}
      </section>
      {call.answer && (
        <section className="card fu-card">
          <h2>{t('calls.answered')}</h2>
          <p className="fu-text">{call.answer.text}</p>
          <p className="meta">
            {call.answer.by?.name} <Instant at={call.answer.at} />
          </p>
        </section>
      )}
      <Script call={call} />
    </div>
  )
}

/** 回访话术: to be used or left. */
function Script({ call: { script } }: { call: FollowUpDetail }) {
  const { t } = useTranslation('surveys')
  return (
    <section className="card fu-card">
      <h2>{t('script.title')}</h2>
      <ol className="fu-script">
        {script.steps.map(({ step, says }) => (
          <li key={step}>
            <strong>{t(`script.step.${step}`)}</strong>
            {says.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </li>
        ))}
      </ol>
      <p className="meta">
        {t('script.avoid')} {script.avoid.join(' · ')}
      </p>
    </section>
  )
}
