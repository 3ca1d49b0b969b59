import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useRouteError } from 'react-router'

/** A page that broke, or whose files are gone after an update. */
export function PageFailed() {
  const { t } = useTranslation('ui')
  const error = useRouteError()
  const isMissingFile = error instanceof TypeError && /import|module|fetch/i.test(error.message)
  const kind = isMissingFile ? 'problem.newVersion' : 'problem.unexpected'
  return (
    <div className="page">
      <Alert
        type="error"
        showIcon
        role="alert"
        title={t(`${kind}.title`)}
        description={t(`${kind}.detail`)}
        action={<Button onClick={() => location.reload()}>{t('problem.reload')}</Button>}
      />
    </div>
  )
}
