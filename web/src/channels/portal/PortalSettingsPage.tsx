import type { PortalSettings } from '@zhiwei/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page, PageSkeleton, ProblemNotice } from '../../ui/index.ts'
import { ConsentPart } from './ConsentPart.tsx'
import { LogoPart } from './LogoPart.tsx'
import { PhonePreview } from './PhonePreview.tsx'
import { PortalForm } from './PortalForm.tsx'
import { usePortalSetting } from './queries.ts'
import '../../identity/settings.css'
import '../channels.css'
import './portal-settings.css'

/** 客户自助: what customers see of the company before anybody is known, and what they are told; beside it the portal as it would be. */
export function PortalSettingsPage() {
  const { t } = useTranslation('channels')
  const setting = usePortalSetting()
  const [draft, setDraft] = useState<{ of: number; shown: Partial<PortalSettings> }>()
  if (setting.isPending) return <PageSkeleton shape="form" />
  if (setting.isError)
    return (
      <Page title={t('ui:settings.portal')}>
        <ProblemNotice problem={setting.error} onRetry={setting.refetch} />
      </Page>
    )
  const { version, address, logo } = setting.data
  return (
    <Page title={t('ui:settings.portal')}>
      <p>{t('portal.intro', { address })}</p>
      <div className="portal-settings">
        <div>
          <LogoPart logo={logo} />
          <PortalForm key={version} setting={setting.data} onDraft={(shown) => setDraft({ of: version, shown })} />
          <ConsentPart />
        </div>
        <PhonePreview address={address} version={version} draft={draft?.of === version ? draft.shown : {}} />
      </div>
    </Page>
  )
}
