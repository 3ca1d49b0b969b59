import type { Quiz } from '@zhiwei/contract'
import { Button, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { Page, PageSkeleton, ProblemNotice } from '../../ui/index.ts'
import { answerQuiz, useQuiz } from '../queries.ts'
import { SourceLink } from '../SourceLink.tsx'
import { useAct } from '../use-act.ts'
import '../training.css'

/** 测验: at most ten questions; once handed in, what was right, why, and where to read it. */
export function QuizPage() {
  const { t } = useTranslation('training')
  const { id = '' } = useParams()
  const quiz = useQuiz(id)
  if (quiz.isPending) return <PageSkeleton shape="detail" />
  if (quiz.isError) return <ProblemNotice problem={quiz.error} onRetry={quiz.refetch} />
  const { plan, correct, items, passed, person } = quiz.data
  return (
    <Page
      title={t('quiz.title')}
      breadcrumbs={[plan ? { label: plan.title, to: `/training/plans/${plan.id}` } : { label: t('title'), to: '/training?part=quizzes' }]}
      extra={<span>{person.name}</span>}
    >
      {correct !== null && (
        <p role="status" className="training-result">
          <strong>{t('quiz.result', { correct, of: items.length })}</strong> {t(passed ? 'quiz.passed' : 'quiz.failed')}
          {plan && (
            <>
              {' '}
              <Link to={`/training/plans/${plan.id}`}>{t('quiz.back')}</Link>
            </>
          )}
        </p>
      )}
      <Questions key={quiz.data.id} quiz={quiz.data} />
    </Page>
  )
}

function Questions({ quiz }: { quiz: Quiz }) {
  const { t } = useTranslation('training')
  const { act, isBusy } = useAct()
  const [given, setGiven] = useState<(number | null)[]>(quiz.items.map((item) => item.given))
  const missing = given.filter((answer) => answer === null).length
  return (
    <>
      <ol className="card training-list training-quiz" aria-label={t('quiz.title')}>
        {quiz.items.map((item, at) => (
          // The questions of a quiz never move.
          <li key={item.stem} data-right={item.answer === null ? undefined : item.answer === item.given}>
            <p id={`question-${at}`}>
              {at + 1}. {item.stem}
            </p>
            <Radio.Group
              aria-labelledby={`question-${at}`}
              disabled={!quiz.can.answer}
              value={quiz.can.answer ? given[at] : item.given}
              onChange={({ target }) => setGiven(given.map((answer, no) => (no === at ? (target.value as number) : answer)))}
              options={item.options.map((label, value) => ({ label, value }))}
            />
            {item.answer !== null && (
              <p className="training-why">
                <strong>{item.answer === item.given ? t('quiz.right') : t('quiz.wrong', { answer: item.options[item.answer] })}</strong>{' '}
                {item.answer !== item.given && (
                  <>
                    {item.why} <SourceLink source={item.source} />
                  </>
                )}
              </p>
            )}
          </li>
        ))}
      </ol>
      {quiz.can.answer && (
        <p className="training-head">
          <Button type="primary" loading={isBusy} onClick={() => void act(() => answerQuiz(quiz.id, given))}>
            {t('quiz.handIn')}
          </Button>
          {missing > 0 && <span className="meta">{t('quiz.missing', { count: missing })}</span>}
        </p>
      )}
    </>
  )
}
