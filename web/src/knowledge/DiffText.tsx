import { useTranslation } from 'react-i18next'
import { diffOf } from './text-diff.ts'

/** What is gone struck out, what is new underlined: never by colour alone. */
export function DiffText({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation('knowledge')
  if (before === after) return <span>{after}</span>
  return (
    <span className="kb-diff">
      {diffOf(before, after).map(({ kind, text }, at) => {
        const key = `${at} ${kind}`
        if (kind === 'same') return <span key={key}>{text}</span>
        return kind === 'added' ? (
          <ins key={key} title={t('compare.added')}>
            {text}
          </ins>
        ) : (
          <del key={key} title={t('compare.removed')}>
            {text}
          </del>
        )
      })}
    </span>
  )
}
