import { useState } from 'react'

/** For a table that is a tree: every row is open, new ones too, but those a person has closed. */
export function useOpenRows<Row>(rows: readonly Row[], keyOf: (row: Row) => string) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  return {
    expandedRowKeys: rows.map(keyOf).filter((key) => !closed.has(key)),
    onExpand: (isOpen: boolean, row: Row) =>
      setClosed((now) => new Set(isOpen ? [...now].filter((key) => key !== keyOf(row)) : [...now, keyOf(row)])),
  }
}
