import type { PortalSettings } from '@zhiwei/contract'
import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { previewMark } from '../../portal/index.ts'

const screens = { home: '', about: '/new' } as const
type Screen = keyof typeof screens
/** What was saved is loaded anew. */
type Props = { address: string; version: number; draft: Partial<PortalSettings> }

/** 预览: the portal itself on a phone's screen, with what is not saved yet; nothing is filed from it. */
export function PhonePreview({ address, version, draft }: Props) {
  const { t } = useTranslation('channels')
  const [screen, setScreen] = useState<Screen>('home')
  const { pathname } = new URL(address)
  return (
    <section className="phone-preview" aria-label={t('portal.preview')}>
      <Segmented<Screen>
        aria-label={t('portal.previewOf')}
        value={screen}
        onChange={setScreen}
        options={(['home', 'about'] as const).map((value) => ({ value, label: t(`portal.screen.${value}`) }))}
      />
      <iframe
        key={`${screen} ${version}`}
        title={t('portal.preview')}
        src={`${pathname}${screens[screen]}`}
        {...{ [previewMark]: JSON.stringify(draft) }}
      />
      <p className="meta">{t('portal.previewHint')}</p>
    </section>
  )
}
