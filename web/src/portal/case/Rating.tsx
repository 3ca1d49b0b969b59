import { useState } from 'react'
import { Button } from '../parts/Button.tsx'
import { Choices } from '../parts/Choices.tsx'
import { LongField } from '../parts/Field.tsx'
import { Problem } from '../parts/Problem.tsx'
import { usePortal } from '../portal-context.ts'
import type { ActProps } from './CaseScreen.tsx'
import { useAct } from './use-act.ts'

const scores = ['1', '2', '3', '4', '5'] as const
type Score = (typeof scores)[number]

/** 评价: offered once after confirming, never asked again, and put away with one tap. */
export function Rating({ found, show }: ActProps) {
  const { t, say } = usePortal()
  const { busy, problem, act } = useAct(show)
  const [score, setScore] = useState<Score | ''>('')
  const [comment, setComment] = useState('')
  const [isAway, setIsAway] = useState(false)
  if (found.rating) return <p className="meta rated">{t('rating.given')}</p>
  if (!found.can.rate.allowed || isAway) return null
  const body = { satisfaction: Number(score), ...(comment.trim() && { comment: comment.trim() }) }
  return (
    <section className="card" aria-label={t('rating.title')}>
      <h2>{t('rating.title')}</h2>
      <p className="meta">{t('rating.lead')}</p>
      <Choices
        legend={t('rating.title')}
        shape="chips"
        choices={scores.map((value) => ({ value, label: t(`rating.of.${value}`) }))}
        value={score}
        onChoose={setScore}
      />
      {score && (
        <LongField
          rows={2}
          label={t('rating.comment')}
          optional={t('part.optional')}
          maxLength={2_000}
          value={comment}
          onType={setComment}
        />
      )}
      {problem !== undefined && <Problem problem={problem} />}
      <div className="side-by-side">
        {score && (
          <Button look="main" busy={busy} onClick={() => void act('rating', body, () => say(t('rating.thanks')))}>
            {t('rating.send')}
          </Button>
        )}
        <Button look="quiet" onClick={() => setIsAway(true)}>
          {t('rating.notNow')}
        </Button>
      </div>
    </section>
  )
}
