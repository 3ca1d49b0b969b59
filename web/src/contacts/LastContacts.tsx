import { useTranslation } from 'react-i18next'
import { useMay } from '../platform/index.ts'
import { Instant } from '../ui/index.ts'
import { useContacts } from './queries.ts'
import { useContactWords } from './use-words.ts'
import './contacts.css'

const shown = 2

/** 最近联络: what this customer said last, in a line each. */
export function LastContacts({ customerId }: { customerId: string }) {
  return useMay('contacts:read') ? <Contacts customerId={customerId} /> : null
}

function Contacts({ customerId }: { customerId: string }) {
  const { t } = useTranslation('contacts')
  const words = useContactWords()
  const contacts = useContacts({ customerId, limit: shown })
  const rows = contacts.data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <ul className="last-contacts" aria-label={t('customer.title')}>
      {rows.map((row) => (
        <li key={row.id}>
          <span className="meta">
            <Instant at={row.at} /> {words.channel(row.channel)}
          </span>
          <span className="last-said" title={row.excerpt}>
            {row.excerpt}
          </span>
        </li>
      ))}
    </ul>
  )
}
