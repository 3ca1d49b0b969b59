import { useTranslation } from 'react-i18next'
import { Page } from '../ui/index.ts'

export function ModelsPage() {
  const { t } = useTranslation('ui')
  return <Page title={t('settings.models')}>{null}</Page>
}
