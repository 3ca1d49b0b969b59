import type { TimelineRow } from '@zhiwei/contract'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Instant } from '../../ui/index.ts'

/** Somebody else acted meanwhile: what they did, and a way to go on with what one has typed. */
export function NewsNotice({ news, onContinue }: { news: readonly TimelineRow[]; onContinue: () => void }) {
  const { t } = useTranslation('cases')
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="news"
      title={t('news.title')}
      description={
        <>
          {news.length > 0 && (
            <ul>
              {news.map((row) => (
                <li key={row.no}>
                  <Instant at={row.at} /> {row.by?.name ?? t('story.system')} {t(`event.${row.kind}`)}
                </li>
              ))}
            </ul>
          )}
          <p>{t('news.kept')}</p>
          <Button onClick={onContinue}>{t('news.continue')}</Button>
        </>
      }
    />
  )
}
