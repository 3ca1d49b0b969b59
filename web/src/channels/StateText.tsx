import type { OutgoingMessageRow } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../platform/index.ts'

/** What became of a message, and what comes next. */
export function StateText({ row }: { row: OutgoingMessageRow }) {
  const { t } = useTranslation('channels')
  const { instant } = useFormat()
  const said = [
    row.insteadOf && t('log.insteadOf', { door: t(`door.${row.insteadOf}`) }),
    row.quiet && t('log.quiet'),
    row.state !== 'sent' && row.tries > 0 && t('log.tries', { count: row.tries }),
    row.dueAt && t('log.next', { at: instant(row.dueAt) }),
  ].filter((part): part is string => typeof part === 'string')
  return (
    <span className="settings-name">
      {t(`state.${row.state}`)}
      {said.length > 0 && <span className="meta">{said.join(' · ')}</span>}
      {row.lastError && <span className={row.state === 'sent' ? 'meta' : 'channel-error'}>{row.lastError}</span>}
    </span>
  )
}
