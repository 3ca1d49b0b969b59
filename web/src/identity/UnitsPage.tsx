import { useTranslation } from 'react-i18next'
import { Page, TableBones } from '../ui/index.ts'

export function UnitsPage() {
  const { t } = useTranslation('ui')
  return (
    <Page title={t('settings.units')}>
      <TableBones />
    </Page>
  )
}
