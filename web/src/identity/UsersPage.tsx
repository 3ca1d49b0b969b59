import { useTranslation } from 'react-i18next'
import { Page, TableBones } from '../ui/index.ts'

export function UsersPage() {
  const { t } = useTranslation('ui')
  return (
    <Page title={t('settings.users')}>
      <TableBones />
    </Page>
  )
}
