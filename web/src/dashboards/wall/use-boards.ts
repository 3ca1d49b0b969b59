import { ShippedDashboard } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { useOwnDashboards } from '../own/queries.ts'

/** Every board that can stand on the wall, by its name. */
export function useBoards(): { id: string; name: string }[] {
  const { t } = useTranslation('dashboards')
  const own = useOwnDashboards()
  return [
    ...ShippedDashboard.options.map((id) => ({ id, name: t(`name.${id}`) })),
    ...(own.data?.rows ?? []).map(({ id, name }) => ({ id, name })),
  ]
}
