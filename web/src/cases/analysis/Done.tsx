import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Judge } from './use-judge.ts'

/** What was just said, and the way back. */
export function Done({ judge: { done, judge, dismiss, isBusy } }: { judge: Judge }) {
  const { t } = useTranslation('cases')
  return (
    <div role="status">
      {done && (
        <p className="judged-done">
          <span>{done.said}</span>
          {done.back && (
            <Button
              type="link"
              size="small"
              disabled={isBusy}
              onClick={() => judge({ words: done.back ?? [], said: t('analysis.broughtBack'), takesBack: true })}
            >
              {t('analysis.undo')}
            </Button>
          )}
          <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('analysis.dismiss')} onClick={dismiss} />
        </p>
      )}
    </div>
  )
}
