import { useTranslation } from 'react-i18next'
import { Page, TableBones } from '../ui/index.ts'

export function TokensPage() {
  const { t } = useTranslation('ui')
  return (
    <Page title={t('settings.tokens')}>
      <TableBones />
    </Page>
  )
}
