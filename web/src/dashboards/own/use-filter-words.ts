import type { OwnCard } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { useCatalogueName } from '../../classification/index.ts'
import { useUnits } from '../../identity/index.ts'

/** What a card alone is narrowed to, in words; undefined where it is not. */
export function useFilterWords() {
  const { t } = useTranslation('dashboards')
  const categoryName = useCatalogueName('categories')
  const units = useUnits()
  return (filter: OwnCard['filter']): string | undefined => {
    if (!filter) return undefined
    const { category, channel, unitId, product, node, region } = filter
    const unit = unitId && (units.data?.rows.find(({ id }) => id === unitId)?.name ?? '…')
    const said = [category && categoryName(category), channel && t(`ui:channel.${channel}`), unit, product, node, region].filter(Boolean)
    return said.length > 0 ? t('own.only', { what: said.join(' · ') }) : undefined
  }
}
