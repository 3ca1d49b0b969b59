import { LikeFilled, LikeOutlined } from '@ant-design/icons'
import type { IdeaRow } from '@zhiwei/contract'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { numberText } from '../platform/index.ts'
import { useIdeaActs } from './queries.ts'

/** 投票: one a person; pressed again it is taken back. */
export function VoteButton({ idea: { id, votes, voted } }: { idea: Pick<IdeaRow, 'id' | 'votes' | 'voted'> }) {
  const { t } = useTranslation('ideas')
  const { vote, tried } = useIdeaActs()
  return (
    <Button
      className="idea-vote"
      icon={voted ? <LikeFilled /> : <LikeOutlined />}
      aria-pressed={voted}
      aria-label={t(voted ? 'vote.takeBack' : 'vote.give', { count: votes })}
      onClick={() => tried(vote(id, !voted))}
    >
      {numberText(votes)}
    </Button>
  )
}
