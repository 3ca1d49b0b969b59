import type { MyQueue, QueueRow } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { numberText, useFormat } from '../platform/index.ts'
import { EmptyState, PriorityTag, StageMark } from '../ui/index.ts'
import { LaneTag } from './LaneTag.tsx'
import { useReasonWords } from './use-reason-words.ts'

/** 在等人认领: in their order, why, and what keeps one from me. */
export function WaitingCases({ queue: { waiting, waitingCount, next } }: { queue: MyQueue }) {
  const { t } = useTranslation('queue')
  const rest = waitingCount - waiting.length
  return (
    <section className="card queue-part" aria-labelledby="queue-waiting">
      <header>
        <h2 id="queue-waiting">{t('waiting.title')}</h2>
        <span className="meta figures">{t('waiting.count', { count: waitingCount, shown: numberText(waitingCount) })}</span>
      </header>
      {waiting.length === 0 && <EmptyState title={t('waiting.none')} detail={t('waiting.noneDetail')} />}
      <ol className="queue-lines">
        {waiting.map((row) => (
          <WaitingLine key={row.id} row={row} isNext={row.id === next} />
        ))}
      </ol>
      {rest > 0 && <p className="meta queue-rest">{t('waiting.more', { count: rest })}</p>}
    </section>
  )
}

/** One waiting case; taken in its turn, so it is no link. */
export function WaitingLine({ row, isNext, act }: { row: QueueRow; isNext: boolean; act?: React.ReactNode }) {
  const { t } = useTranslation('queue')
  const format = useFormat()
  const say = useReasonWords()
  const isForMe = row.objections.length === 0
  return (
    <li className="queue-line" data-next={isNext || undefined} data-not-now={!isForMe || undefined}>
      <span className="queue-stage">{row.stage && <StageMark stage={row.stage} compact />}</span>
      <span className="queue-words">
        <span className="queue-subject">{row.subject}</span>
        <span className="meta queue-meta">
          {isNext && <strong className="queue-next">{t('waiting.next')}</strong>}
          <LaneTag lane={row.lane} />
          <PriorityTag priority={row.priority} />
          <span>{row.number}</span>
        </span>
        <span className="meta">{say(row.reasons.filter(({ code }) => code !== 'waited' && code !== 'priority' && code !== 'load'))}</span>
        {!isForMe && <span className="meta">{t('waiting.notNow', { why: say(row.objections) })}</span>}
      </span>
      <span className="queue-end">
        <span className={row.waitsTooLong ? 'queue-late figures' : 'meta figures'} title={format.fullInstant(row.waitingSince)}>
          {t('waiting.waited', { duration: format.duration(row.waitedMinutes) })}
        </span>
        {row.waitsTooLong && <span className="queue-late">{t('waiting.tooLong')}</span>}
        {act}
      </span>
    </li>
  )
}
