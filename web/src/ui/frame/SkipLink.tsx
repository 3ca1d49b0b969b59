import { useTranslation } from 'react-i18next'

/** The first stop of the Tab key: past the rail, into the page. */
export function SkipLink() {
  const { t } = useTranslation('ui')
  return (
    <a href="#main" className="skip-link">
      {t('skip')}
    </a>
  )
}
