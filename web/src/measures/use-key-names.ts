import type { MeasureCut, MeasureRow } from '@zhiwei/contract'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useOwnName } from '../classification/index.ts'

/** What a key of a cut is called; '' is what has no such value. */
export function useKeyNames(by: MeasureCut) {
  const { t } = useTranslation('measures')
  const ownName = useOwnName(by === 'cause' ? 'causes' : 'categories')
  return useCallback(
    ({ key, name }: Pick<MeasureRow, 'key' | 'name'>): string => {
      if (key === '') return t(by === 'unit' || by === 'handler' || by === 'cause' ? `noneOf.${by}` : 'none')
      if (by === 'channel') return t(`ui:channel.${key}`)
      if (by === 'severity') return t(`ui:severity.${key}`)
      if (by === 'weekday') return t(`weekday.${key}`)
      if (by === 'tier') return t(`ui:tier.${key}`)
      if (by === 'category' || by === 'cause') return ownName(key) ?? name ?? key
      return name ?? key
    },
    [by, t, ownName],
  )
}
