import { useTranslation } from 'react-i18next'
import { Page, TableBones } from '../ui/index.ts'

export function CustomerPage() {
  const { t } = useTranslation('ui')
  return (
    <Page title={t('nav.customers')}>
      <TableBones />
    </Page>
  )
}
