import type { ReportRow } from '@zhiwei/contract'
import { Progress, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import './reports.css'

/** How a report stands; while it is made, how far. */
export function ReportState({ row: { state, progress, step } }: { row: Pick<ReportRow, 'state' | 'progress' | 'step'> }) {
  const { t } = useTranslation('reports')
  if (state !== 'waiting' && state !== 'making') return <Tag>{t(`state.${state}`)}</Tag>
  return <Progress percent={Math.round(progress * 100)} size="small" aria-label={t(`step.${step}`)} className="report-progress" />
}
