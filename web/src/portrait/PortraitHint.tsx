import { useTranslation } from 'react-i18next'
import { moneyText } from '../platform/index.ts'
import { colon } from '../platform/punctuation.ts'
import { usePortrait } from './queries.ts'

/** 画像提示: in one line, where the customer stands and what satisfied them before; nothing where nothing is known. */
export function PortraitHint({ customerId }: { customerId: string }) {
  const { t } = useTranslation('portrait')
  const portrait = usePortrait(customerId)
  if (!portrait.data) return null
  const { lifecycle, satisfying } = portrait.data
  const [best] = satisfying.filter(({ satisfied }) => satisfied > 0)
  const parts = [
    lifecycle.stage && t(`ui:lifecycle.${lifecycle.stage}`),
    best &&
      [
        `${t('satisfying.title')}${colon()}${best.kind === 'explanation' ? t('explanation') : t(`ui:remedyKind.${best.kind}`)}`,
        t('satisfying.times', { satisfied: best.satisfied, tried: best.tried }),
        best.medianFen !== null && t('satisfying.amount', { amount: moneyText(best.medianFen) }),
      ]
        .filter(Boolean)
        .join(' '),
  ].filter(Boolean)
  return parts.length > 0 ? <p className="meta">{parts.join(' · ')}</p> : null
}
