import { useTranslation } from 'react-i18next'
import { Page, TableBones } from '../ui/index.ts'

export function RegisterComplaintPage() {
  const { t } = useTranslation('ui')
  return (
    <Page title={t('palette.newCase')}>
      <TableBones />
    </Page>
  )
}
