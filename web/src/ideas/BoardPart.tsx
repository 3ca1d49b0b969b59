import type { IdeaRow } from '@zhiwei/contract'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { EmptyState, Instant, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import type { PartProps, Place } from './IdeasPage.tsx'
import { useIdeas } from './queries.ts'
import { VoteButton } from './VoteButton.tsx'

const queries: Record<Place['show'], Record<string, string | readonly string[]>> = {
  open: { state: ['new', 'looking', 'planned'] },
  toTell: { toTell: 'true' },
  ended: { state: ['done', 'notDone'] },
  mine: { owner: 'me' },
}
const shows = ['open', 'toTell', 'ended', 'mine'] as const

/** 建议墙, the most wanted first. */
export function BoardPart({ place, onPlace }: PartProps) {
  const { t } = useTranslation('ideas')
  const ideas = useIdeas({ ...queries[place.show], cursor: place.cursor })
  return (
    <>
      <Segmented
        className="idea-shows"
        value={place.show}
        aria-label={t('show.label')}
        onChange={(show) => onPlace({ show })}
        options={shows.map((value) => ({ value, label: t(`show.${value}`) }))}
      />
      {ideas.isPending && <TableBones />}
      {ideas.isError && <ProblemNotice problem={ideas.error} onRetry={ideas.refetch} />}
      {ideas.data && ideas.data.rows.length === 0 && <EmptyState title={t(`empty.${place.show}`)} detail={t('empty.detail')} />}
      {ideas.data && ideas.data.rows.length > 0 && (
        <>
          <ol className="card idea-board" aria-label={t('part.board')}>
            {ideas.data.rows.map((idea) => (
              <IdeaLine key={idea.id} idea={idea} />
            ))}
          </ol>
          <Pager
            cursor={place.cursor}
            nextCursor={ideas.data.nextCursor}
            total={ideas.data.total}
            onChange={(cursor) => onPlace({ cursor })}
          />
        </>
      )}
    </>
  )
}

function IdeaLine({ idea }: { idea: IdeaRow }) {
  const { t } = useTranslation('ideas')
  return (
    <li>
      <VoteButton idea={idea} />
      <div className="idea-text">
        <span className="idea-head">
          <Link to={`/ideas/${idea.id}`}>{idea.title}</Link>
          <span className="idea-kind">{t(`kind.${idea.kind}`)}</span>
          <span className={`idea-state is-${idea.state}`}>{t(`state.${idea.state}`)}</span>
          {idea.toTell > 0 && <span className="idea-to-tell">{t('toTell', { count: idea.toTell })}</span>}
        </span>
        {idea.description && <span className="idea-description">{idea.description}</span>}
        <span className="meta">
          {t('behind', { marks: idea.marks, customers: idea.customers })} ·{' '}
          {idea.owner ? t('ownedBy', { name: idea.owner.name }) : t('unowned')} · <Instant at={idea.endedAt ?? idea.at} />
        </span>
      </div>
    </li>
  )
}
