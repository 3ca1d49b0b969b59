import type { CaseAnalysis } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { useTextWords } from './use-words.ts'

/** 优先级的得分: each fact with its points. */
export function PriorityPoints({ reasons }: { reasons: CaseAnalysis['priority']['reasons'] }) {
  const { t } = useTranslation('cases')
  const words = useTextWords()
  if (reasons.length === 0) return null
  return (
    <p className="judged-why">
      {reasons.map(({ fact, points }) => (
        <span key={fact} className="point">
          {factWords(fact)} {points > 0 ? `+${points}` : `−${-points}`}
        </span>
      ))}
    </p>
  )

  /** `stage.4`, `severity.major`, a signal, or a fact of the case. */
  function factWords(fact: string) {
    const [group = '', code] = fact.split('.')
    if (code && group === 'stage') return t('analysis.fact.stage', { stage: code })
    if (code) return t(`ui:${group}.${code}`)
    return t([`analysis.fact.${fact}`, 'analysis.code'], { code: words.signal({ kind: fact as never }) })
  }
}
