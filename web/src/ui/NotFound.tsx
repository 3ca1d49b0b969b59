import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { EmptyState } from './EmptyState.tsx'
import { Page } from './Page.tsx'

export function NotFound() {
  const { t } = useTranslation('ui')
  return (
    <Page title={t('notFound.title')}>
      <EmptyState
        title={t('notFound.detail')}
        action={
          <Link to="/">
            <Button>{t('notFound.home')}</Button>
          </Link>
        }
      />
    </Page>
  )
}
