import type { SheetState } from '@zhiwei/contract'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'

/** 阶段: with whom the sheet is. */
export function StateTag({ state }: { state: SheetState }) {
  const { t } = useTranslation('performance')
  return <Tag>{t(`state.${state}`)}</Tag>
}
