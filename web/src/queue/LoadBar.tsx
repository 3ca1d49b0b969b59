import type { Desk } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'

/** 负荷: open cases against the person's limit, as figures and a bar. */
export function LoadBar({ desk: { openCount, openLimit } }: { desk: Desk }) {
  const { t } = useTranslation('queue')
  const share = openLimit === 0 ? 1 : Math.min(openCount / openLimit, 1)
  return (
    <span className="load" data-full={openCount >= openLimit || undefined}>
      <span className="figures">{t('load', { open: openCount, limit: openLimit })}</span>
      <span className="load-bar" aria-hidden="true">
        <span style={{ width: `${Math.round(share * 100)}%` }} />
      </span>
    </span>
  )
}
