import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../platform/index.ts'
import { EmptyState, LinkButton } from '../../ui/index.ts'
import { type ListState, narrowedBy } from './list-state.ts'

/** Nothing to show: because of the filter, or because nothing came in yet. */
export function NoCases({ state, onClear }: { state: ListState; onClear: () => void }) {
  const { t } = useTranslation('cases')
  const mayImport = useMay('imports:run')
  const isNarrowed = narrowedBy(state) > 0
  if (isNarrowed)
    return (
      <EmptyState
        title={t('list.noneMatch')}
        detail={state.q ? t('list.noneMatchSearch', { q: state.q }) : t('list.noneMatchDetail')}
        action={<Button onClick={onClear}>{t('list.clearAll')}</Button>}
      />
    )
  return (
    <EmptyState
      title={t('list.noneYet')}
      detail={t('list.noneYetDetail')}
      action={mayImport && <LinkButton to="/imports">{t('list.import')}</LinkButton>}
    />
  )
}
