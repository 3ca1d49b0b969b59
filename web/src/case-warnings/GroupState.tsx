import type { CaseGroupRow } from '@zhiwei/contract'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'

export function GroupState({ state }: { state: CaseGroupRow['state'] }) {
  const { t } = useTranslation('case-warnings')
  return <Tag>{t(`groups.state.${state}`)}</Tag>
}
