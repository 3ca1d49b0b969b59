import { useTranslation } from 'react-i18next'
import { addressOf } from '../platform/index.ts'

/** Opened by the browser at the telephone system's place; who did is recorded. */
export function RecordingLink({ id }: { id: string }) {
  const { t } = useTranslation('calls')
  return (
    <a href={addressOf(`/calls/${id}/recording`)} target="_blank" rel="noreferrer">
      {t('recording')}
    </a>
  )
}
