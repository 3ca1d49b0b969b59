import { useTranslation } from 'react-i18next'
import { Page, TableBones } from '../ui/index.ts'

export function AuditPage() {
  const { t } = useTranslation('ui')
  return (
    <Page title={t('settings.audit')}>
      <TableBones />
    </Page>
  )
}
