import { useTranslation } from 'react-i18next'

/** What the case still lacks for an act, in words. */
export function useMissingWords() {
  const { t } = useTranslation('cases')
  return (missing: readonly string[]) => missing.map((code) => t([`missing.${code}`, 'missing.other'], { code })).join(t('comma'))
}
