import type { ReactNode } from 'react'

/** 对话: one message; mine on the right, the company's on the left. Who and when are read before the words. */
export function Bubble({ from, who, when, children }: { from: 'customer' | 'company'; who: string; when: string; children: ReactNode }) {
  return (
    <li className={`bubble ${from}`}>
      <p className="meta">
        {who} <time>{when}</time>
      </p>
      <div className="bubble-words">{children}</div>
    </li>
  )
}
