import { useTranslation } from 'react-i18next'
import { ProblemNotice, TableBones } from '../ui/index.ts'
import { useWords } from './queries.ts'

/** The words of one message, personal data masked; asked for when it is opened. */
export function MessageWords({ id }: { id: string }) {
  const { t } = useTranslation('channels')
  const words = useWords(id, true)
  if (words.isPending) return <TableBones count={2} />
  if (words.isError) return <ProblemNotice problem={words.error} onRetry={words.refetch} />
  return (
    <div className="message-words">
      {words.data.subject && <strong>{`${words.data.subject}\n`}</strong>}
      {words.data.text ?? t('log.codeHidden')}
    </div>
  )
}
