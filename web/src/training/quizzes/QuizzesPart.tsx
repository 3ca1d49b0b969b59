import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { EmptyState, Instant, Pager, ProblemNotice, TableBones } from '../../ui/index.ts'
import { beginQuiz, useQuizzes } from '../queries.ts'
import type { PartProps } from '../TrainingPage.tsx'
import { useAct } from '../use-act.ts'

/** 测验: one from all approved questions, and what came of those before. */
export function QuizzesPart({ place, onPlace }: PartProps) {
  const { t } = useTranslation('training')
  const navigate = useNavigate()
  const { act, isBusy } = useAct()
  const quizzes = useQuizzes({ userId: place.userId, cursor: place.cursor })
  const rows = quizzes.data?.rows ?? []
  return (
    <>
      {place.userId === undefined && (
        <p>
          <Button
            type="primary"
            loading={isBusy}
            onClick={() =>
              void act(
                () => beginQuiz({}),
                ({ id }) => void navigate(`/training/quizzes/${id}`),
              )
            }
          >
            {t('quiz.begin')}
          </Button>
        </p>
      )}
      {quizzes.isPending && <TableBones />}
      {quizzes.isError && <ProblemNotice problem={quizzes.error} onRetry={quizzes.refetch} />}
      {quizzes.data && rows.length === 0 && <EmptyState title={t('quiz.none')} detail={t('quiz.noneDetail')} />}
      {rows.length > 0 && (
        <ul className="card training-list" aria-label={t('part.quizzes')}>
          {rows.map(({ id, at, plan, correct, questions, passed }) => (
            <li key={id} className="training-head">
              <Link to={`/training/quizzes/${id}`}>{plan?.title ?? t('quiz.free')}</Link>
              <span className="meta">
                <Instant at={at} />
              </span>
              <span className="training-end figures">
                {correct === null ? t('quiz.open') : t('quiz.result', { correct, of: questions })}
                {passed !== null && ` · ${t(passed ? 'quiz.passed' : 'quiz.failed')}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {quizzes.data && rows.length > 0 && (
        <Pager
          cursor={place.cursor}
          nextCursor={quizzes.data.nextCursor}
          total={quizzes.data.total}
          onChange={(cursor) => onPlace({ cursor })}
        />
      )}
    </>
  )
}
