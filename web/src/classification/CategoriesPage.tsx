import { useTranslation } from 'react-i18next'
import { Page, TableBones } from '../ui/index.ts'

export function CategoriesPage() {
  const { t } = useTranslation('ui')
  return (
    <Page title={t('settings.categories')}>
      <TableBones />
    </Page>
  )
}
