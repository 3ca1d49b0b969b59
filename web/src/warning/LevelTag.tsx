import type { WarningLevel } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import './level.css'

/** 蓝 黄 橙 红: colour and word. */
export function LevelTag({ level }: { level: WarningLevel }) {
  const { t } = useTranslation('warning')
  return <span className={`level level-${level}`}>{t(`level.${level}`)}</span>
}
