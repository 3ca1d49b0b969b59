import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHotkey } from './hotkeys.ts'

/**
 * `j` `k` move through the rows of a list, `Enter` opens, `e` edits. The row under the cursor carries `aria-current` and is scrolled into view.
 * Spread `rowProps(index)` on each row (Ant Design: `onRow={(_row, index) => rowProps(index ?? 0)}`).
 */
export function useRowCursor<Row>(rows: readonly Row[], { open, edit }: { open?: (row: Row) => void; edit?: (row: Row) => void }) {
  const { t } = useTranslation('ui')
  const [index, setIndex] = useState(-1)
  const row = rows[index]
  const move = (step: number) => setIndex((at) => Math.min(Math.max(at + step, 0), rows.length - 1))

  useHotkey('j', () => move(1), { description: t('keys.next') })
  useHotkey('k', () => move(-1), { description: t('keys.previous') })
  useHotkey('Enter', () => row !== undefined && open?.(row), { description: t('keys.open'), enabled: Boolean(open) && row !== undefined })
  useHotkey('e', () => row !== undefined && edit?.(row), { description: t('keys.edit'), enabled: Boolean(edit) && row !== undefined })

  useEffect(() => {
    if (index >= 0) document.querySelector(`[data-row-cursor="${index}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [index])

  const rowProps = (at: number) => ({ 'data-row-cursor': at, 'aria-current': at === index || undefined, onPointerDown: () => setIndex(at) })
  return { index, row, rowProps, setIndex }
}
