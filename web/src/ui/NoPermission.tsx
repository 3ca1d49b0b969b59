import { LockOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { EmptyState } from './EmptyState.tsx'
import { Page } from './Page.tsx'

export function NoPermission() {
  const { t } = useTranslation('ui')
  return (
    <Page title={t('noPermission.title')}>
      <EmptyState icon={<LockOutlined className="empty-mark" />} title={t('noPermission.title')} detail={t('noPermission.detail')} />
    </Page>
  )
}
