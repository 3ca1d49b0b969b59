import type { LatentReason } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { ratioText } from '../platform/index.ts'

/** Words for where something was said and why somebody is thought unhappy. */
export function useContactWords() {
  const { t } = useTranslation('contacts')
  return {
    channel: (code: string) => (code === 'survey' || code === 'review' ? t(`channel.${code}`) : t(`ui:channel.${code}`)),
    reason: ({ code, value }: LatentReason) => {
      const share = value === undefined ? '' : ratioText(value, 0)
      return t(`reason.${code}`, { value, share })
    },
  }
}

/** What speaks most for an unhappy customer, strongest first; what every contact begins with is left out. */
export const tellingReasons = (reasons: readonly LatentReason[], most = 3) =>
  reasons
    .filter(({ code, weight }) => code !== 'base' && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, most)
