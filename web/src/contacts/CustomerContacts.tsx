import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useMay } from '../platform/index.ts'
import { ProblemNotice } from '../ui/index.ts'
import { ContactDrawer } from './latent/ContactDrawer.tsx'
import { ContactRows } from './latent/ContactRows.tsx'
import { useCareTasks, useContacts, useLatent } from './queries.ts'
import './contacts.css'

const shown = 10

/** 联络与关怀 of one customer: tagged or not, the care given, and what was said. */
export function CustomerContacts({ customerId }: { customerId: string }) {
  const may = useMay('contacts:read')
  return may ? <Contacts customerId={customerId} /> : null
}

function Contacts({ customerId }: { customerId: string }) {
  const { t } = useTranslation('contacts')
  const [opened, setOpened] = useState<string>()
  const contacts = useContacts({ customerId, limit: shown })
  const latent = useLatent({ customerId, limit: shown })
  const tasks = useCareTasks({ of: 'all', state: 'done', customerId, limit: shown })
  if (contacts.isPending) return null
  if (contacts.isError) return <ProblemNotice problem={contacts.error} onRetry={contacts.refetch} />
  const { rows, total } = contacts.data
  if (rows.length === 0) return null
  return (
    <section className="card customer-contacts">
      <header>
        <h2>{t('customer.title')}</h2>
        <span className="meta">{t('customer.count', { count: total.count })}</span>
        {latent.data?.rows.map((tag) => (
          <span key={tag.id} className="latent-verdict">
            {tag.state === 'ended' && tag.ended ? t(`ended.${tag.ended}`) : `${t('latent.tag')} · ${t(`state.${tag.state}`)}`}
          </span>
        ))}
        {total.count > shown && <Link to={`/latent?part=contacts&customerId=${customerId}`}>{t('customer.all')}</Link>}
      </header>
      <ContactRows rows={rows} label={t('customer.title')} onOpen={setOpened} />
      {tasks.data && tasks.data.rows.length > 0 && (
        <ul className="care-history customer-care">
          {tasks.data.rows.map((task) => (
            <li key={task.id}>
              <Link to={`/care?of=all&task=${task.id}`}>{t('customer.care')}</Link> {task.result && t(`result.${task.result}`)}{' '}
              <span className="meta">{[task.doneBy?.name, task.note].filter(Boolean).join(' · ')}</span>
            </li>
          ))}
        </ul>
      )}
      {opened && <ContactDrawer id={opened} onClose={() => setOpened(undefined)} />}
    </section>
  )
}
