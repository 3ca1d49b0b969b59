import type { PortalCase } from '@zhiwei/contract'
import { useEffect, useState } from 'react'
import { addressOf } from '../address.ts'
import { calls } from '../calls.ts'
import { PlaceLink } from '../frame/Frame.tsx'
import { CopyButton } from '../parts/CopyButton.tsx'
import type { ChosenFile } from '../parts/chosen-file.ts'
import { tickIcon } from '../parts/icons.tsx'
import { Screen } from '../parts/Screen.tsx'
import { usePortal } from '../portal-context.ts'
import { DuplicateNotice } from './DuplicateNotice.tsx'
import { LaterWords } from './LaterWords.tsx'
import { SentFiles } from './SentFiles.tsx'
import type { Sent } from './sent.ts'

type Props = { sent: Sent; files: readonly ChosenFile[] }

/** 已收到: the number, what comes next and when, and every way back to it. */
export function SentScreen({ sent, files }: Props) {
  const { tenant, t } = usePortal()
  const [found, setFound] = useState<PortalCase | undefined>()
  // On the way the customer came, whatever the server is called inside.
  const link = new URL(sent.link, location.origin).href
  // The promise is made within seconds of filing; until it is there it is asked for again.
  const isPromised = found?.promise?.dueAt != null
  useEffect(() => {
    if (isPromised) return
    const asking = () => void calls.caseNow().then(setFound, () => undefined)
    const waits = [0, 1_500, 4_000, 10_000].map((wait) => setTimeout(asking, wait))
    return () => waits.forEach(clearTimeout)
  }, [isPromised])
  return (
    <Screen title={t('sent.title')} before={<span className="sent-mark">{tickIcon}</span>}>
      <section className="card number-card">
        <p className="meta">{t('sent.number')}</p>
        <p className="big-number">{sent.number}</p>
        <CopyButton text={sent.number} words={t('sent.copyNumber')} said={t('sent.copied')} />
      </section>
      {found && found.number === sent.number && <p className="says">{found.says}</p>}
      {files.length > 0 && <SentFiles sent={sent} files={files} />}
      {sent.laterText && <LaterWords text={sent.laterText} />}
      {sent.duplicate && <DuplicateNotice duplicate={sent.duplicate} />}
      <section className="card">
        <h2>{t('sent.link.title')}</h2>
        <p className="meta">{t('sent.link.detail')}</p>
        <p className="link-text">{link}</p>
        <CopyButton text={link} words={t('sent.link.copy')} said={t('sent.copied')} />
      </section>
      <p className="meta how">{t('sent.how')}</p>
      <div className="acts">
        <PlaceLink to={addressOf({ tenant, page: 'case' })} className="button main">
          {t('sent.toCase')}
        </PlaceLink>
        <PlaceLink to={addressOf({ tenant })} className="button quiet">
          {t('sent.home')}
        </PlaceLink>
      </div>
    </Screen>
  )
}
