import { useTranslation } from 'react-i18next'
import { useFormat } from '../../platform/index.ts'

/** 提前量 in words: `早 1 天 4 小时` before it came, `晚 8 天` after; nothing known is no figure. */
export function useLeadText() {
  const { t } = useTranslation('warning')
  const { duration } = useFormat()
  return (hours: number | null) => {
    if (hours === null) return '—'
    if (Math.abs(hours) < 1 / 60) return t('quality.atOnce')
    const isShort = Math.abs(hours) < 1
    const time = duration(isShort ? Math.round(hours * 60) : Math.round(hours) * 60)
    return t(hours < 0 ? 'quality.late' : 'quality.early', { time })
  }
}
