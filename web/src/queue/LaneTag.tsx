import type { Lane } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import './queue.css'

/** 通道, where it is more than ordinary. */
export function LaneTag({ lane }: { lane: Lane }) {
  const { t } = useTranslation('queue')
  if (lane === 'ordinary') return null
  return <span className={`lane-tag lane-${lane}`}>{t(`lane.${lane}`)}</span>
}
