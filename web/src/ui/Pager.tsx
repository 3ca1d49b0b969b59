import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import type { Total } from '@zhiwei/contract'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { numberText } from '../platform/format.ts'

/** Which cursor led to which, as walked in this tab: keyset paging knows only forwards. */
const cameFrom = new Map<string, string | undefined>()

type Props = {
  cursor: string | undefined
  nextCursor: string | null
  total?: Total
  onChange: (cursor: string | undefined) => void
}

/** Forwards by the server's cursor, back the way one came; a shared address in the middle goes back to the first page. */
export function Pager({ cursor, nextCursor, total, onChange }: Props) {
  const { t } = useTranslation('ui')
  if (!cursor && !nextCursor && !total) return null
  function forward(next: string) {
    cameFrom.set(next, cursor)
    onChange(next)
  }
  return (
    <nav className="pager" aria-label={t('pager.label')}>
      {total && (
        <span className="meta">
          {t(total.capped ? 'pager.totalCapped' : 'pager.total', { count: total.count, shown: numberText(total.count) })}
        </span>
      )}
      {(cursor || nextCursor) && (
        <>
          <Button icon={<LeftOutlined />} disabled={!cursor} onClick={() => onChange(cursor && cameFrom.get(cursor))}>
            {t('pager.previous')}
          </Button>
          <Button icon={<RightOutlined />} iconPlacement="end" disabled={!nextCursor} onClick={() => nextCursor && forward(nextCursor)}>
            {t('pager.next')}
          </Button>
        </>
      )}
    </nav>
  )
}
