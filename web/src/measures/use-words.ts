import type { MeasureDefinition } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'

/** Words the server says in both languages, in the one that is read. */
export function useWordsOf() {
  const { i18n } = useTranslation()
  return ({ zh, en }: MeasureDefinition['title']) => (i18n.language.startsWith('en') ? en : zh)
}
