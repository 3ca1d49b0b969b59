import type { PriorityFact } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'

/** A fact that counts towards the priority, as people say it. */
export function useFactWords() {
  const { t } = useTranslation('classification')
  return (fact: PriorityFact) => {
    const [group = '', code] = fact.split('.')
    if (group === 'stage') return t('priorityScheme.stage', { stage: code, word: t(`ui:stage.${code}`) })
    if (code) return t('priorityScheme.severity', { word: t(`ui:severity.${code}`) })
    return t([`priorityScheme.fact.${fact}`, 'priorityScheme.signal'], { word: t(`text.signal.${fact}`) })
  }
}
