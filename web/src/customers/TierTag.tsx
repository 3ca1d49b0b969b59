import type { CustomerTier } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'

/** 客户等级, where it is more than ordinary. */
export function TierTag({ tier }: { tier: CustomerTier }) {
  const { t } = useTranslation('ui')
  if (tier === 'ordinary') return null
  return <span className="tier-tag">{t(`tier.${tier}`)}</span>
}
