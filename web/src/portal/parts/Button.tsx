import type { ButtonHTMLAttributes, ReactNode } from 'react'

type Props = ButtonHTMLAttributes<HTMLButtonElement> & { look?: 'main' | 'plain' | 'quiet' | 'danger'; busy?: boolean; icon?: ReactNode }

/** 按钮, at least 44 px high. While busy it keeps its place and its focus, and a second tap does nothing. */
export function Button({ look = 'plain', busy = false, icon, children, onClick, className = '', ...rest }: Props) {
  return (
    <button
      type="button"
      className={`button ${look} ${className}`}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {busy ? <span className="busy-mark" aria-hidden="true" /> : icon}
      <span>{children}</span>
    </button>
  )
}
