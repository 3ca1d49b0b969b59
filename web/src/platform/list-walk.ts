import { useTranslation } from 'react-i18next'
import { useHotkey } from './hotkeys.ts'

/**
 * `j` `k` on lists that have no cursor of their own (`useRowCursor`): the focus goes from row to row, to what the row opens, and `Enter` opens it.
 */
export function useListWalk() {
  const { t } = useTranslation('ui')
  useHotkey('j', () => step(1), { description: t('keys.next'), isFallback: true })
  useHotkey('k', () => step(-1), { description: t('keys.previous'), isFallback: true })
}

const openers = 'a[href]:not([role="tab"]), button:not(:disabled), summary'

const isInSight = (element: HTMLElement) => element.checkVisibility({ visibilityProperty: true })

function step(by: number) {
  const stops = [...document.querySelectorAll<HTMLElement>('#main tr.ant-table-row, #main li')]
    .filter((row) => row.checkVisibility() && !row.closest('nav, .ant-dropdown, .ant-tabs-nav'))
    .flatMap((row) => [...row.querySelectorAll<HTMLElement>(openers)].find(isInSight) ?? [])
  const rows = stops.filter((stop, at) => stops.indexOf(stop) === at)
  const at = rows.findIndex((stop) => stop.closest('tr, li')?.contains(document.activeElement))
  const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}
