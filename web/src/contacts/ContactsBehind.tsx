import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState, PageSkeleton, ProblemNotice } from '../ui/index.ts'
import { ContactDrawer } from './latent/ContactDrawer.tsx'
import { ContactRows } from './latent/ContactRows.tsx'
import { useContacts } from './queries.ts'
import './contacts.css'

/** As many as one question takes. */
const shown = 50

/** 背后的联络 of a warning: what was said, where the person may see it. */
export function ContactsBehind({ ids }: { ids: readonly string[] }) {
  const { t } = useTranslation('contacts')
  const [opened, setOpened] = useState<string>()
  const contacts = useContacts({ id: ids.slice(0, shown).join(','), limit: shown })
  const rows = contacts.data?.rows ?? []
  const hidden = ids.length - rows.length
  return (
    <section className="card customer-contacts" aria-labelledby="contacts-behind">
      <header>
        <h2 id="contacts-behind">{t('behind.title', { count: ids.length })}</h2>
      </header>
      {contacts.isPending && <PageSkeleton shape="detail" />}
      {contacts.isError && <ProblemNotice problem={contacts.error} onRetry={contacts.refetch} />}
      {contacts.data && rows.length === 0 && <EmptyState title={t('behind.none')} />}
      {rows.length > 0 && <ContactRows rows={rows} label={t('behind.title', { count: ids.length })} onOpen={setOpened} />}
      {rows.length > 0 && hidden > 0 && <p className="meta">{t('behind.hidden', { count: hidden })}</p>}
      {opened && <ContactDrawer id={opened} onClose={() => setOpened(undefined)} />}
    </section>
  )
}
