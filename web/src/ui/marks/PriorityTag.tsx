import type { Priority } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'

const arrows: Record<Priority, string> = {
  low: 'M3 5l4 4 4-4',
  normal: 'M3 7h8',
  high: 'M3 9l4-4 4 4',
  critical: 'M3 7l4-4 4 4M3 11l4-4 4 4',
}

/** 优先级: an arrow and the word. */
export function PriorityTag({ priority, compact = false }: { priority: Priority; compact?: boolean }) {
  const { t } = useTranslation('ui')
  const word = t(`priority.${priority}`)
  return (
    <span className={`priority priority-${priority}`} title={word}>
      <svg width="14" height="14" viewBox="0 0 14 14" fill="none" aria-hidden="true">
        <path d={arrows[priority]} stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
      <span className={compact ? 'out-of-sight' : undefined}>{word}</span>
    </span>
  )
}
