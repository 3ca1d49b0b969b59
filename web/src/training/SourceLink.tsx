import type { QuestionSource } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

/** To the plan or the law something rests on. */
export function SourceLink({ source }: { source: QuestionSource | null }) {
  const { t } = useTranslation('training')
  if (!source) return null
  return source.kind === 'plan' ? (
    <Link to={`/knowledge/${source.id}`}>{t('source.plan', { title: source.title })}</Link>
  ) : (
    <Link to={`/knowledge/laws/${source.id}`}>{source.title}</Link>
  )
}
