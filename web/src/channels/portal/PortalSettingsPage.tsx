import { useTranslation } from 'react-i18next'
import { Page, PageSkeleton, ProblemNotice } from '../../ui/index.ts'
import { ConsentPart } from './ConsentPart.tsx'
import { LogoPart } from './LogoPart.tsx'
import { PortalForm } from './PortalForm.tsx'
import { usePortalSetting } from './queries.ts'
import '../../identity/settings.css'
import '../channels.css'

/** 客户自助: what customers see of the company before anybody is known, and what they are told. */
export function PortalSettingsPage() {
  const { t } = useTranslation('channels')
  const setting = usePortalSetting()
  if (setting.isPending) return <PageSkeleton shape="form" />
  if (setting.isError) return <ProblemNotice problem={setting.error} onRetry={setting.refetch} />
  return (
    <Page title={t('ui:settings.portal')}>
      <p>{t('portal.intro', { address: setting.data.address })}</p>
      <LogoPart logo={setting.data.logo} />
      <PortalForm key={setting.data.version} setting={setting.data} />
      <ConsentPart />
    </Page>
  )
}
