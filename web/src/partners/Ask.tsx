import type { PartAsk } from '@zhiwei/contract'
import { Tag } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Instant } from '../ui/index.ts'

/** One discipline a firm is asked to answer: until when, what it said, and what became of it. */
export function Ask({ ask, level, children }: { ask: PartAsk; level: 'h2' | 'h4'; children?: ReactNode }) {
  const { t } = useTranslation('partners')
  const Heading = level
  return (
    <div className="part-ask">
      <div className="part-ask-head">
        <Heading>{t(`discipline.${ask.discipline}`)}</Heading>
        <Tag className={`part-state is-${ask.state}`}>{t(`state.${ask.state}`)}</Tag>
        <span className={ask.overdue ? 'meta is-late' : 'meta'}>{t(ask.overdue ? 'overdueSince' : 'dueOn', { day: ask.dueOn })}</span>
      </div>
      <p className="meta">{t(`hint.${ask.discipline}`)}</p>
      <ol className="part-answers">
        {ask.answers.map((answer) => (
          <li key={answer.id}>
            <p className="meta">
              {t('roundBy', { round: answer.round, name: answer.by?.name ?? '' })} <Instant at={answer.at} />
            </p>
            <p className="part-text">{answer.text}</p>
            {answer.verdict && (
              <p className={answer.verdict === 'returned' ? 'part-verdict is-returned' : 'part-verdict'}>
                <b>{t(`verdict.${answer.verdict}`)}</b> {answer.reason}
              </p>
            )}
          </li>
        ))}
      </ol>
      {children}
    </div>
  )
}
