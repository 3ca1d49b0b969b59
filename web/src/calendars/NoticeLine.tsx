import type { CalendarYear } from '@zhiwei/contract'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'

type Props = { year: CalendarYear; mayManage: boolean; onEnter: (region: string) => void }

/** The notice a year's holidays stand in, with the way to it; a year without one is not yet announced. */
export function NoticeLine({ year: { year, region, notice, nextAnnounced }, mayManage, onEnter }: Props) {
  const { t } = useTranslation('calendars')
  if (region === null) return <p className="meta">{t('year.noRegion')}</p>
  if (!notice)
    return (
      <Alert
        type="warning"
        showIcon
        className="calendar-unannounced"
        title={t('year.notAnnounced', { year })}
        description={t('year.notAnnouncedDetail')}
        action={
          mayManage && (
            <Button size="small" onClick={() => onEnter(region)}>
              {t('year.enter')}
            </Button>
          )
        }
      />
    )
  return (
    <p className="calendar-notice">
      <a href={notice.url} target="_blank" rel="noreferrer">
        {notice.title}
      </a>
      <span className="meta figures">
        {notice.number} · {notice.issuedOn}
      </span>
      {mayManage && (
        <Button type="link" size="small" onClick={() => onEnter(region)}>
          {t('year.correct')}
        </Button>
      )}
      {!nextAnnounced && <span className="meta">{t('year.nextNotAnnounced', { year: year + 1 })}</span>}
    </p>
  )
}
