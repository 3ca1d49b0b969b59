import { LockOutlined } from '@ant-design/icons'
import type { TimelineRow } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Instant } from '../../ui/index.ts'
import { CuedText } from './CuedText.tsx'
import { EmotionMark } from './EmotionMark.tsx'
import { FoldedText } from './FoldedText.tsx'
import { useFacts } from './facts.tsx'
import { isFromCustomer, storyKindOf } from './kinds.ts'
import { useShown } from './use-shown.ts'

/** Of what nobody of ours did: what came in by a door or a survey, whether it is solved, or was said to come from the customer, is not the machine's. */
const isByCustomer = ({ kind, facts }: TimelineRow) =>
  isFromCustomer(kind) ||
  Boolean(facts.surveyId ?? facts.door) ||
  facts.from === 'customer' ||
  facts.verdict === 'resolved' ||
  facts.verdict === 'notResolved'

/** One thing that happened: what the customer saw and said stands out, internal notes are marked, events are one line. */
export function StoryEntry({ row }: { row: TimelineRow }) {
  const { t } = useTranslation('cases')
  const kind = storyKindOf(row.kind)
  const facts = useFacts()(row)
  const shown = useShown<HTMLLIElement>(row.no)
  const side = kind === 'message' ? (isFromCustomer(row.kind) ? ' is-theirs' : ' is-ours') : ''
  return (
    <li ref={shown.ref} tabIndex={-1} className={`entry entry-${kind}${side}${shown.isShown ? ' is-shown' : ''}`}>
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
        {row.kind !== 'complaint.received' && <EmotionMark eventNo={row.no} />}
        <span className="entry-by" title={row.by?.unit ?? undefined}>
          {row.by?.name ?? t(isByCustomer(row) ? 'story.customer' : 'story.system')}
        </span>
      </header>
      {row.reason && <FoldedText text={row.reason} />}
      {row.text && <CuedText eventNo={row.no} text={row.text} />}
      {(row.text === null || row.reason === null) && <p className="meta">{t('story.erased')}</p>}
    </li>
  )
}
