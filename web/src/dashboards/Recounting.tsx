import type { DashboardFigures } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'

/** 重新计数: figures that are counted anew are not whole yet. */
export function Recounting({ figures }: { figures: DashboardFigures | undefined }) {
  const { t } = useTranslation('dashboards')
  if (!figures || figures.recounting === null) return null
  return (
    <p role="status" className="meta">
      {t('recounting', { done: Math.round(figures.recounting * 100) })}
    </p>
  )
}
