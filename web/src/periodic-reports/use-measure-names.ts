import { useTranslation } from 'react-i18next'
import { useMeasureDefinitions } from '../measures/index.ts'

/** The measures to choose from, by their titles in the person's language. */
export function useMeasureNames() {
  const { i18n } = useTranslation()
  const definitions = useMeasureDefinitions()
  return (definitions.data?.rows ?? []).map(({ name, title }) => ({ value: name, label: i18n.language === 'en' ? title.en : title.zh }))
}
