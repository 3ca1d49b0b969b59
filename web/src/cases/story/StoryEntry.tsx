import { LockOutlined } from '@ant-design/icons'
import type { TimelineRow } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Instant } from '../../ui/index.ts'
import { FoldedText } from './FoldedText.tsx'
import { useFacts } from './facts.tsx'
import { isFromCustomer, storyKindOf } from './kinds.ts'

/** One thing that happened: what the customer saw and said stands out, internal notes are marked, events are one line. */
export function StoryEntry({ row }: { row: TimelineRow }) {
  const { t } = useTranslation('cases')
  const kind = storyKindOf(row.kind)
  const facts = useFacts()(row)
  const side = kind === 'message' ? (isFromCustomer(row.kind) ? ' is-theirs' : ' is-ours') : ''
  return (
    <li className={`entry entry-${kind}${side}`}>
      <header>
        <Instant at={row.at} />
        <strong>{t(`event.${row.kind}`)}</strong>
        {kind === 'note' && (
          <span className="entry-inside">
            <LockOutlined /> {t('story.inside')}
          </span>
        )}
        <span className="entry-facts">
          {facts.map(({ name, words }) => (
            <span key={name}>{words}</span>
          ))}
        </span>
        <span className="entry-by" title={row.by?.unit ?? undefined}>
          {row.by?.name ?? t(isFromCustomer(row.kind) ? 'story.customer' : 'story.system')}
        </span>
      </header>
      {row.reason && <FoldedText text={row.reason} />}
      {row.text && <FoldedText text={row.text} />}
      {(row.text === null || row.reason === null) && <p className="meta">{t('story.erased')}</p>}
    </li>
  )
}
