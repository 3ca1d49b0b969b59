import { useEffect, useState } from 'react'
import { addressOf, go } from './address.ts'
import { isBegun } from './draft/filing.ts'
import { dropDraft, keptDraft } from './draft/kept.ts'
import { dropFiles, dropUnsent, keptUnsent, type Unsent } from './draft/kept-files.ts'
import { keepSent } from './filing/sent.ts'
import { PlaceLink } from './frame/Frame.tsx'
import { Button } from './parts/Button.tsx'
import { onIcon, searchIcon, writeIcon } from './parts/icons.tsx'
import { Screen } from './parts/Screen.tsx'
import { usePortal } from './portal-context.ts'
import { useWhen } from './use-when.ts'

const promises = ['number', 'person', 'confirm'] as const

/** 开始: two ways to go, what was begun here, and what will happen. */
export function HomePage() {
  const { tenant, t } = usePortal()
  return (
    <Screen title={t('home.title')} lead={t('home.lead')}>
      <nav className="ways" aria-label={t('home.title')}>
        <PlaceLink to={addressOf({ tenant, page: 'new' })} className="way main">
          {writeIcon}
          <span>
            <strong>{t('home.file.title')}</strong>
            <span>{t('home.file.detail')}</span>
          </span>
          {onIcon}
        </PlaceLink>
        <PlaceLink to={addressOf({ tenant, page: 'case' })} className="way">
          {searchIcon}
          <span>
            <strong>{t('home.status.title')}</strong>
            <span>{t('home.status.detail')}</span>
          </span>
          {onIcon}
        </PlaceLink>
      </nav>
      <BegunHere />
      <NotArrived />
      <section className="afterwards">
        <h2>{t('home.next.title')}</h2>
        <ol>
          {promises.map((promise) => (
            <li key={promise}>{t(`home.next.${promise}`)}</li>
          ))}
        </ol>
      </section>
    </Screen>
  )
}

/** 草稿: what was begun on this device and not sent. */
function BegunHere() {
  const { tenant, t, say } = usePortal()
  const when = useWhen()
  const [draft, setDraft] = useState(() => keptDraft(tenant))
  if (!draft || !isBegun(draft.filing)) return null
  return (
    <section className="card">
      <h2>{t('home.draft.title')}</h2>
      <p className="meta">{t('home.draft.detail', { when: when(draft.at) })}</p>
      <div className="side-by-side">
        <PlaceLink to={addressOf({ tenant, page: 'new', step: 'review' })} className="button">
          {t('home.draft.goOn')}
        </PlaceLink>
        <Button
          look="quiet"
          onClick={() => {
            dropDraft(tenant)
            void dropFiles(tenant)
            setDraft(undefined)
            say(t('draft.dropped'))
          }}
        >
          {t('home.draft.drop')}
        </Button>
      </div>
    </section>
  )
}

/** 没传上的凭证: the complaint is filed, some of its evidence still lies on this device. */
function NotArrived() {
  const { tenant, t } = usePortal()
  const [unsent, setUnsent] = useState<Unsent>()
  useEffect(() => void keptUnsent(tenant).then(setUnsent), [tenant])
  if (!unsent) return null
  return (
    <section className="card">
      <h2>{t('home.unsent.title')}</h2>
      <p className="meta">{t('home.unsent.detail', { number: unsent.sent.number, count: unsent.files.length })}</p>
      <div className="side-by-side">
        <Button
          onClick={() => {
            keepSent(tenant, unsent.sent)
            go(addressOf({ tenant, page: 'new', step: 'sent' }))
          }}
        >
          {t('home.unsent.goOn')}
        </Button>
        <Button look="quiet" onClick={() => void dropUnsent(tenant, unsent.sent.number).then(() => setUnsent(undefined))}>
          {t('home.unsent.drop')}
        </Button>
      </div>
    </section>
  )
}
