import type { Import } from '@zhiwei/contract'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { ImportUpload } from './ImportUpload.tsx'

const advice = ['kind', 'head', 'text'] as const

/** 没有读成功: what was wrong with the file, what helps, and the place to drop a better one. */
export function ImportFailed({ file: { detail } }: { file: Import }) {
  const { t } = useTranslation('intake')
  return (
    <section className="import-failed">
      <Alert
        type="error"
        showIcon
        title={t('imports.failed.title')}
        description={
          <>
            {detail && <p>{detail}</p>}
            <p>{t('imports.failed.nothing')}</p>
            <ul>
              {advice.map((one) => (
                <li key={one}>{t(`imports.failed.${one}`)}</li>
              ))}
            </ul>
          </>
        }
      />
      <ImportUpload />
    </section>
  )
}
