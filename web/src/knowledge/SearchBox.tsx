import { Input } from 'antd'
import { useState } from 'react'

/** The page's search: asked with Enter, kept in the address. */
export function SearchBox({ label, value, onSearch }: { label: string; value: string; onSearch: (q: string | undefined) => void }) {
  const [typed, setTyped] = useState(value)
  return (
    <Input.Search
      className="kb-search"
      data-search
      type="search"
      aria-label={label}
      placeholder={label}
      maxLength={100}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onSearch={(q) => onSearch(q.trim() || undefined)}
    />
  )
}
