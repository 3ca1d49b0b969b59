import type { ChatDetail } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Instant, StatusTag } from '../ui/index.ts'

/** Whom we talk to: what they left of themselves, their cases, how often they came, who had the talk before. */
export function ChatSide({ chat }: { chat: ChatDetail }) {
  const { t } = useTranslation('chats')
  const { details, customer, cases, earlier, handovers, site, caseId, score } = chat
  return (
    <aside className="card chats-side" aria-label={t('story')}>
      <h2>{t('story')}</h2>
      {details ? (
        <p>
          {[details.name, details.phone, details.email].filter(Boolean).join(' · ')} <span className="meta">{t('unproved')}</span>
        </p>
      ) : (
        <p className="meta">{t('unknown')}</p>
      )}
      {customer && (
        <p>
          <Link to={`/customers/${customer.id}`}>{customer.name}</Link>
        </p>
      )}
      {site && <p className="meta">{t('from', { site })}</p>}
      {caseId && (
        <p>
          <Link to={`/cases/${caseId}`}>{t('case')}</Link>
        </p>
      )}
      {score !== null && <p>{t('score', { score })}</p>}
      {cases.length > 0 && <h3>{t('cases')}</h3>}
      <ul className="plain">
        {cases.map((one) => (
          <li key={one.id}>
            <Link to={`/cases/${one.id}`}>{one.subject || one.number}</Link> <StatusTag status={one.status} />{' '}
            <Instant at={one.receivedAt} />
          </li>
        ))}
      </ul>
      {handovers.length > 0 && <h3>{t('handovers')}</h3>}
      <ul className="plain">
        {handovers.map((one) => (
          <li key={one.at}>
            {one.from?.name} → {one.to?.name ?? one.group?.name}: {one.note} <Instant at={one.at} />
          </li>
        ))}
      </ul>
      {earlier.length > 0 && <p className="meta">{t('earlier', { count: earlier.length })}</p>}
    </aside>
  )
}
