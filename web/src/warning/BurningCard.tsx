import type { WarningRow } from '@zhiwei/contract'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useMay, useSession } from '../platform/index.ts'
import { DueBadge, Instant, LinkButton, useProblemWords } from '../ui/index.ts'
import { LabelModal } from './acts/LabelModal.tsx'
import { LevelTag } from './LevelTag.tsx'
import { useWarningAct } from './queries.ts'
import { useWarningWords } from './use-warning-words.ts'

/** What burns: what, how much above what was expected, since when, words that are new, whose; 认领 · 处置 · 误报. */
export function BurningCard({ row }: { row: WarningRow }) {
  const { t } = useTranslation('warning')
  const said = useWarningWords()
  const words = said.words(row)
  return (
    <li className={`burning burning-${row.level}`}>
      <div className="burning-head">
        <LevelTag level={row.level} />
        <span className="meta">{t(`kind.${row.kind}`)}</span>
        <span className="burning-state">
          {row.state === 'raised' ? (
            <>
              <span className="meta">{t(row.overdue ? 'card.overdue' : 'card.takeBy')}</span>
              <DueBadge dueAt={row.acknowledgeDueAt} startedAt={row.at} />
            </>
          ) : (
            <span className="meta">{t(`state.${row.state}`)}</span>
          )}
        </span>
      </div>
      <Link to={`/warnings/${row.id}`} className="burning-subject">
        {row.subject}
      </Link>
      <div>{said.line(row)}</div>
      {words.length > 0 && (
        <div className="burning-words">
          <span className="meta">{t('card.newWords')}</span>
          {words.slice(0, 6).map((word) => (
            <span key={word} className="word">
              {word}
            </span>
          ))}
        </div>
      )}
      <div className="meta burning-meta">
        <span>
          {t('card.since')} <Instant at={row.firstSeenAt} />
        </span>
        <Link to={`/warnings/${row.id}${row.cases > 0 ? '#cases' : '#contacts-behind'}`}>{said.rows(row)}</Link>
        <span>{row.owner?.name ?? t('nobody')}</span>
        {row.openMeasures > 0 && <span>{t('card.measures', { count: row.openMeasures })}</span>}
      </div>
      <Buttons row={row} />
    </li>
  )
}

function Buttons({ row }: { row: WarningRow }) {
  const { t } = useTranslation('warning')
  const { message } = App.useApp()
  const words = useProblemWords()
  const isOwn = useSession().user.id === row.owner?.id
  const mayHandle = useMay('warnings:handle') || isOwn
  const { act } = useWarningAct(row.id)
  const [isLabelling, setLabelling] = useState(false)
  const [isBusy, setBusy] = useState(false)
  async function take() {
    setBusy(true)
    try {
      await act('acknowledgement')
      void message.success(t('done.acknowledgement'))
    } catch (error) {
      void message.error(words(error).title)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="burning-buttons">
      {mayHandle && row.state === 'raised' && (
        <Button size="small" type="primary" loading={isBusy} onClick={() => void take()}>
          {t('act.acknowledgement')}
        </Button>
      )}
      <LinkButton size="small" to={`/warnings/${row.id}`}>
        {t(mayHandle ? 'act.handle' : 'act.open')}
      </LinkButton>
      {mayHandle && (
        <Button size="small" type="text" onClick={() => setLabelling(true)}>
          {t('act.false')}
        </Button>
      )}
      {isLabelling && <LabelModal warning={row} verdict="false" onClose={() => setLabelling(false)} />}
    </div>
  )
}
