import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { Sideways } from '../../ui/index.ts'
import { useCatalogueName } from '../queries.ts'
import { useTextWords } from '../use-text-words.ts'
import { type Confusion, otherLabels } from './card.ts'

/** 混淆表 as a heat table: rows are the truth, columns what was said. */
export function ConfusionTable({ head, confusion: { labels, rows } }: { head: string; confusion: Confusion }) {
  const { t } = useTranslation('classification')
  const labelWord = useLabelWord(head)
  return (
    <>
      <Sideways className="confusion" label={t('models.cardPart.confusion')}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                {t('models.cardPart.truth')} \ {t('models.cardPart.said')}
              </th>
              {labels.map((label) => (
                <th key={label} scope="col">
                  <span>{labelWord(label)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labels.map((truth, at) => {
              const row = rows[at] ?? []
              const sum = row.reduce((all, count) => all + count, 0)
              return (
                <tr key={truth}>
                  <th scope="row">{labelWord(truth)}</th>
                  {row.map((count, said) => (
                    <td
                      key={labels[said]}
                      data-right={said === at || undefined}
                      style={{ '--share': `${Math.round((count / (sum || 1)) * 70)}%` } as CSSProperties}
                    >
                      {count || ''}
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </Sideways>
      <p className="meta">{t('models.cardPart.confusionHint')}</p>
    </>
  )
}

const groups: Record<string, string> = { sentiment: 'sentiment', emotion: 'emotion', mindset: 'mindset' }

/** Labels are codes of their head: categories, severities, stages, emotions … */
function useLabelWord(head: string) {
  const { t, i18n } = useTranslation('classification')
  const categoryName = useCatalogueName('categories')
  const { word } = useTextWords()
  return (label: string) => {
    if (label === otherLabels) return t('models.cardPart.other')
    if (label === '') return t('models.cardPart.nothing')
    if (head === 'category') return categoryName(label)
    const shared = head === 'stage' ? `ui:stage.${label}` : `ui:severity.${label}`
    return groups[head] ? word(groups[head], label) : i18n.exists(shared) ? t(shared) : label
  }
}
