import type { CaseListQuery, CaseRow } from '@zhiwei/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCatalogueName } from '../../classification/index.ts'
import { DueBadge, Instant, PriorityTag, SeverityTag, StageMark, StatusTag } from '../../ui/index.ts'
import { CustomerName } from '../CustomerName.tsx'

type Sort = CaseListQuery['sort']
export type Column = {
  name: string
  /** Pixels; the subject takes what is left. */
  width?: number
  cell: (row: CaseRow) => ReactNode
  /** The orders its header walks through. */
  sorts?: readonly Sort[]
}

/** Every column of the list in the order they stand; `subject` is always shown. */
export const columns = [
  { name: 'number', width: 112, cell: (row) => <span className="secondary">{row.number}</span> },
  { name: 'subject', cell: (row) => <Subject row={row} /> },
  { name: 'status', width: 104, cell: (row) => <StatusTag status={row.status} /> },
  { name: 'stage', width: 52, cell: (row) => row.stage && <StageMark stage={row.stage} compact /> },
  { name: 'severity', width: 104, cell: (row) => row.severity && <SeverityTag severity={row.severity} /> },
  { name: 'priority', width: 80, cell: (row) => <PriorityTag priority={row.priority} />, sorts: ['-priority'] },
  { name: 'emotion', width: 96, cell: (row) => row.emotion !== null && <Emotion level={row.emotion} /> },
  { name: 'signals', width: 150, cell: (row) => <Signals signals={row.signals} /> },
  { name: 'category', width: 96, cell: (row) => row.category && <Category code={row.category} /> },
  { name: 'channel', width: 92, cell: (row) => <Channel channel={row.channel} /> },
  { name: 'customer', width: 120, cell: (row) => <CustomerName customer={row.customer} /> },
  { name: 'agent', width: 88, cell: (row) => row.agent?.name },
  { name: 'handler', width: 92, cell: (row) => <Handler row={row} /> },
  { name: 'unit', width: 132, cell: (row) => row.unit?.name },
  {
    name: 'dueAt',
    width: 196,
    cell: (row) => <DueBadge dueAt={row.dueAt} startedAt={row.receivedAt} paused={row.suspended} />,
    sorts: ['dueAt'],
  },
  { name: 'receivedAt', width: 116, cell: (row) => <Instant at={row.receivedAt} />, sorts: ['-receivedAt', 'receivedAt'] },
  { name: 'updatedAt', width: 116, cell: (row) => <Instant at={row.updatedAt} />, sorts: ['-updatedAt'] },
  { name: 'closedAt', width: 116, cell: (row) => row.closedAt && <Instant at={row.closedAt} /> },
] as const satisfies Column[]

export const alwaysShown = ['subject']
export const shownAtFirst = ['number', 'subject', 'status', 'stage', 'severity', 'category', 'customer', 'handler', 'dueAt', 'receivedAt']

/** Ordinary ones go without saying; the column tells all. */
export const isPressing = ({ priority }: CaseRow) => priority === 'high' || priority === 'critical'

function Subject({ row }: { row: CaseRow }) {
  const { t } = useTranslation('cases')
  return (
    <span className="case-subject">
      <Link to={`/cases/${row.id}`} title={row.excerpt}>
        {row.subject}
      </Link>
      {isPressing(row) && <PriorityTag priority={row.priority} compact />}
      {row.emotion !== null && row.emotion >= heated && <Emotion level={row.emotion} />}
      {row.escalationLevel > 0 && <span className="case-flag">{t('escalated', { level: row.escalationLevel })}</span>}
    </span>
  )
}

/** From here on the emotion is told beside the subject. */
export const heated = 3

/** 情绪 of the last message: its level and the word. */
export function Emotion({ level }: { level: number }) {
  const { t } = useTranslation('classification')
  const word = t(`text.emotionLevel.${level}`)
  return (
    <span className={`case-emotion${level >= heated ? ' is-heated' : ''}`} title={t('lab.emotionFull', { level, word })}>
      {word}
    </span>
  )
}

function Signals({ signals }: { signals: CaseRow['signals'] }) {
  const { t } = useTranslation('classification')
  const words = signals.filter((kind) => kind !== 'personalData').map((kind) => t(`text.signal.${kind}`))
  return <span title={words.join(' · ')}>{words.join(' · ')}</span>
}

/** The name of the last level; hovering tells the way to it. */
function Category({ code }: { code: string }) {
  const path = useCatalogueName('categories')(code)
  return <span title={path}>{path.split(' / ').at(-1)}</span>
}

function Channel({ channel }: { channel: CaseRow['channel'] }) {
  const { t } = useTranslation('ui')
  return t(`channel.${channel}`)
}

/** Who has it in hand; the unit while nobody there has taken it. */
function Handler({ row }: { row: CaseRow }) {
  if (row.handler) return <span title={row.unit?.name}>{row.handler.name}</span>
  return row.unit && <span className="secondary">{row.unit.name}</span>
}
