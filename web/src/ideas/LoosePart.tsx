import type { IdeaMark } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useMay } from '../platform/index.ts'
import { EmptyState, FormModal, Instant, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { IdeaChoice, type IdeaChosen, toIdeaOf } from './IdeaChoice.tsx'
import type { PartProps } from './IdeasPage.tsx'
import { useIdeaActs, useIdeaMarks } from './queries.ts'

/** 还没归入的标记: what customers said that stands on no idea yet. */
export function LoosePart({ place, onPlace }: PartProps) {
  const { t } = useTranslation('ideas')
  const marks = useIdeaMarks({ loose: true, cursor: place.cursor })
  const mayMove = useMay('cases:note')
  const [moving, setMoving] = useState<IdeaMark>()
  if (marks.isPending) return <TableBones />
  if (marks.isError) return <ProblemNotice problem={marks.error} onRetry={marks.refetch} />
  const { rows, nextCursor, total } = marks.data
  if (rows.length === 0) return <EmptyState title={t('loose.none')} detail={t('loose.noneDetail')} />
  return (
    <>
      <ul className="card idea-board" aria-label={t('part.loose')}>
        {rows.map((mark) => (
          <li key={mark.id}>
            <MarkText mark={mark} />
            {mayMove && <Button onClick={() => setMoving(mark)}>{t('loose.move')}</Button>}
          </li>
        ))}
      </ul>
      <Pager cursor={place.cursor} nextCursor={nextCursor} total={total} onChange={(cursor) => onPlace({ cursor })} />
      {moving && <MoveModal mark={moving} onClose={() => setMoving(undefined)} />}
    </>
  )
}

/** The words of a customer, with where they stand. */
export function MarkText({ mark }: { mark: IdeaMark }) {
  const { t } = useTranslation('ideas')
  return (
    <div className="idea-text">
      <span className="idea-head">
        <span className="idea-kind">{mark.competitor?.name ?? t(`kind.${mark.kind}`)}</span>
        <q>{mark.quote || t('marks.erased')}</q>
      </span>
      <span className="meta">
        <Link to={`/cases/${mark.case.id}`}>{mark.case.number}</Link> {mark.case.subject} · {mark.by?.name} <Instant at={mark.at} />
      </span>
    </div>
  )
}

function MoveModal({ mark, onClose }: { mark: IdeaMark; onClose: () => void }) {
  const { t } = useTranslation('ideas')
  const { moveMark } = useIdeaActs()
  return (
    <FormModal<IdeaChosen>
      open
      title={t('loose.move')}
      okText={t('loose.move')}
      initialValues={{ idea: 'new' }}
      onSubmit={async (chosen) => {
        const idea = toIdeaOf(chosen)
        if (idea) await moveMark(mark.id, idea)
      }}
      onClose={onClose}
    >
      <p>
        <q>{mark.quote}</q>
      </p>
      <IdeaChoice mayWait={false} />
    </FormModal>
  )
}
