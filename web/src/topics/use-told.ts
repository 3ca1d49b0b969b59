import type { TopicRow } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'

/** Where the rows behind a topic begin on its page. */
export const rowsOf = ({ cases }: Pick<TopicRow, 'cases'>) => (cases > 0 ? 'rows' : 'contacts')

/** How much was told: complaints and contacts, those there are. */
export function useTold() {
  const { t } = useTranslation('topics')
  return ({ cases, contacts }: Pick<TopicRow, 'cases' | 'contacts'>) =>
    [cases > 0 && t('cases', { count: cases }), contacts > 0 && t('contacts', { count: contacts })].filter(Boolean).join(' · ')
}
