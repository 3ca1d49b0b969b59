import type { ReactNode } from 'react'

/** Says what would be here and offers the one next step. */
export function EmptyState({ title, detail, action, icon }: { title: string; detail?: string; action?: ReactNode; icon?: ReactNode }) {
  return (
    <div className="empty">
      {icon ?? <EmptyMark />}
      <p className="empty-title">{title}</p>
      {detail && <p className="empty-detail">{detail}</p>}
      {action}
    </div>
  )
}

function EmptyMark() {
  return (
    <svg width="56" height="40" viewBox="0 0 56 40" fill="none" aria-hidden="true" className="empty-mark">
      <rect x="8" y="5" width="40" height="30" rx="4" stroke="currentColor" strokeWidth="1.5" />
      <path d="M15 14h18M15 21h26M15 28h12" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </svg>
  )
}
