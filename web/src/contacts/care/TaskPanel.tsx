import type { CareTaskDetail } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { PassOn } from '../../identity/index.ts'
import { DueBadge, Instant, MaskedValue, PageSkeleton, ProblemNotice, StageMark, StatusTag } from '../../ui/index.ts'
import { Conversation } from '../Conversation.tsx'
import { assignCare, revealPhone, useCareTask, useContact, useRefresh } from '../queries.ts'
import { ResultForm } from './ResultForm.tsx'
import { ScriptText } from './ScriptText.tsx'

/** One care task: whom to call, what was said, what to say, and the result. */
export function TaskPanel({ id }: { id: string }) {
  const task = useCareTask(id)
  if (task.isPending) return <PageSkeleton shape="detail" />
  if (task.isError) return <ProblemNotice problem={task.error} onRetry={task.refetch} />
  return <OpenTask task={task.data} />
}

function OpenTask({ task }: { task: CareTaskDetail }) {
  const { t } = useTranslation('contacts')
  const refresh = useRefresh()
  return (
    <div className="care-panel">
      <section className="card care-card">
        <h2 className="care-who">
          <Link to={`/customers/${task.customer.id}`}>{task.customer.name || t('unnamed')}</Link>
          {task.stage === null ? <span className="care-purpose">{t(`purpose.${task.purpose}`)}</span> : <StageMark stage={task.stage} />}
          {task.saysComplaint && <span className="latent-says">{t('latent.saysComplaint')}</span>}
          {task.state === 'open' && <DueBadge dueAt={task.dueAt} startedAt={task.at} />}
        </h2>
        <p className="talk-head">
          {task.phone && (
            <MaskedValue
              masked={task.phone}
              label={t('care.phone')}
              {...(task.can.reveal && { reveal: (reason: string) => revealPhone(task.customer.id, reason) })}
            />
          )}
          <span className="meta">{t('care.owner', { name: task.owner?.name ?? '–' })}</span>
          {task.can.assign && (
            <PassOn
              permission="care:handle"
              words={{ button: t('care.pass'), to: t('care.passTo') }}
              onPass={(userId) => assignCare(task.id, userId, task.version).then(refresh)}
            />
          )}
        </p>
        {task.can.finish && <ResultForm key={`${task.id}.${task.version}`} task={task} />}
        {task.result && (
          <p className="care-result">
            <strong>{t(`result.${task.result}`)}</strong> {task.doneBy?.name} {task.doneAt && <Instant at={task.doneAt} />} {task.note}{' '}
            {task.caseId && <Link to={`/cases/${task.caseId}`}>{t('toCase')}</Link>}
          </p>
        )}
        {task.history.length > 0 && (
          <>
            <h3>{t('care.history')}</h3>
            <ol className="care-history">
              {task.history.map((attempt) => (
                <li key={attempt.no}>
                  {t('care.attempt', { no: attempt.no, result: t(`result.${attempt.result}`) })} <Instant at={attempt.at} />{' '}
                  <span className="meta">{[attempt.by?.name, attempt.note].filter(Boolean).join(' · ')}</span>
                </li>
              ))}
            </ol>
          </>
        )}
        {task.cases.length > 0 && (
          <>
            <h3>{t('care.cases')}</h3>
            <ul className="care-history">
              {task.cases.map((one) => (
                <li key={one.id}>
                  <Link to={`/cases/${one.id}`}>{one.number}</Link> {one.subject} <StatusTag status={one.status} />
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      {task.contactId ? <Said contactId={task.contactId} /> : <About about={task.about ?? ''} />}
      <Script task={task} />
    </div>
  )
}

/** What was said, for a task that stands on a contact. */
function Said({ contactId }: { contactId: string }) {
  const { t } = useTranslation('contacts')
  const contact = useContact(contactId)
  return (
    <section className="card care-card">
      <h2>{t('care.said')}</h2>
      {contact.isPending && <PageSkeleton shape="detail" />}
      {contact.isError && <ProblemNotice problem={contact.error} onRetry={contact.refetch} />}
      {contact.data && <Conversation contact={contact.data} />}
    </section>
  )
}

/** What to offer or to tell, as a person wrote it. */
function About({ about }: { about: string }) {
  const { t } = useTranslation('contacts')
  return (
    <section className="card care-card">
      <h2>{t('care.about')}</h2>
      <p>{about}</p>
    </section>
  )
}

/** LSCIA 话术 for the customer's state of mind: to be used or left. */
function Script({ task }: { task: CareTaskDetail }) {
  const { t } = useTranslation('contacts')
  return (
    <section className="card care-card care-script">
      <h2>{t('script.title', { mindset: t(`mindset.${task.script.mindset}`) })}</h2>
      <ScriptText script={task.script} />
    </section>
  )
}
