import type { CaseAnalysis } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Instant } from '../../ui/index.ts'
import { useValueWords } from './use-words.ts'

/** 修正记录: who said what in the place of the machine, newest first; kept for learning. */
export function Corrections({ analysis: { corrections } }: { analysis: CaseAnalysis }) {
  const { t } = useTranslation('cases')
  const words = useValueWords()
  if (corrections.length === 0) return null
  return (
    <details className="judged-more">
      <summary>{t('analysis.corrections', { count: corrections.length })}</summary>
      <ul className="plain corrections">
        {corrections.toReversed().map(({ id, field, proposed, given, agreed, by, at, eventNo }) => (
          <li key={id}>
            <span>
              {t(`column.${field}`)}{' '}
              {agreed || proposed === null ? (
                <strong>{words(field, given)}</strong>
              ) : (
                <>
                  <s>{words(field, proposed)}</s> → <strong>{words(field, given)}</strong>
                </>
              )}
            </span>
            <span className="meta">
              {t(`analysis.${agreed ? 'confirmedBy' : 'correctedBy'}`, { name: by?.name ?? t('story.system') })} <Instant at={at} />
              {eventNo > 1 && ` · ${t('analysis.ofMessage')}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
