import type { QuizQuestion } from '@zhiwei/contract'
import { App, Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState, Pager, ProblemNotice, TableBones } from '../../ui/index.ts'
import { decideQuestion, proposeQuestions, useKnowledgeToAsk, useQuestions } from '../queries.ts'
import { SourceLink } from '../SourceLink.tsx'
import type { PartProps } from '../TrainingPage.tsx'
import { useAct } from '../use-act.ts'
import { QuestionModal } from './QuestionModal.tsx'

const states = ['proposed', 'approved', 'retired'] as const

/** 题库: proposed from a plan or law, written, changed, approved by somebody else, retired. */
export function QuestionsPart({ place, onPlace }: PartProps) {
  const { t } = useTranslation('training')
  const { message } = App.useApp()
  const questions = useQuestions({ state: place.state, cursor: place.cursor })
  const sources = useKnowledgeToAsk()
  const { act, isBusy } = useAct()
  const [source, setSource] = useState<string>()
  const [isWriting, setWriting] = useState(false)
  const rows = questions.data?.rows ?? []
  const groups = [
    { label: t('question.plans'), options: sources.data?.plans ?? [] },
    { label: t('question.laws'), options: sources.data?.laws ?? [] },
  ]
  const propose = (from: string) =>
    act(
      () => proposeQuestions(from),
      ({ rows: proposed }) => message.success(t('question.proposed', { count: proposed.length })),
    )
  return (
    <>
      <div className="training-bar">
        <Segmented
          value={place.state}
          aria-label={t('question.which')}
          onChange={(state) => onPlace({ state })}
          options={states.map((value) => ({ value, label: t(`question.state.${value}`) }))}
        />
        <Select
          className="training-source"
          value={source ?? null}
          aria-label={t('question.source')}
          placeholder={t('question.source')}
          loading={sources.isLoading}
          showSearch={{ optionFilterProp: 'label' }}
          options={groups}
          onChange={(value) => setSource(value ?? undefined)}
        />
        <Button disabled={!source} loading={isBusy} onClick={() => source && void propose(source)}>
          {t('question.propose')}
        </Button>
        <Button disabled={!source} onClick={() => setWriting(true)}>
          {t('question.write')}
        </Button>
      </div>
      {questions.isPending && <TableBones />}
      {questions.isError && <ProblemNotice problem={questions.error} onRetry={questions.refetch} />}
      {questions.data && rows.length === 0 && <EmptyState title={t('question.none')} detail={t('question.noneDetail')} />}
      {rows.length > 0 && (
        <ul className="card training-list" aria-label={t('part.questions')}>
          {rows.map((question) => (
            <li key={question.id}>
              <Question question={question} />
            </li>
          ))}
        </ul>
      )}
      {questions.data && rows.length > 0 && (
        <Pager
          cursor={place.cursor}
          nextCursor={questions.data.nextCursor}
          total={questions.data.total}
          onChange={(cursor) => onPlace({ cursor })}
        />
      )}
      {isWriting && source && <QuestionModal source={source} onClose={() => setWriting(false)} />}
    </>
  )
}

function Question({ question }: { question: QuizQuestion }) {
  const { t } = useTranslation('training')
  const { act, isBusy } = useAct()
  const [isChanging, setChanging] = useState(false)
  const decide = (verdict: 'approved' | 'retired') => act(() => decideQuestion(question.id, verdict, question.version))
  return (
    <article>
      <header className="training-head">
        <strong>{question.stem}</strong>
        {question.outdated && <span className="training-outdated">{t('question.outdated')}</span>}
      </header>
      <ul className="training-options">
        {question.options.map((option, at) => (
          <li key={option} data-right={at === question.answer}>
            {option} {at === question.answer && <span className="meta">{t('question.answer')}</span>}
          </li>
        ))}
      </ul>
      <p className="meta">
        {question.why} <SourceLink source={question.source} />
      </p>
      <p className="training-head">
        <span className="meta">{question.madeBy ? t('question.by', { name: question.madeBy.name }) : t('question.byRule')}</span>
        {question.can.approve && question.state !== 'retired' && (
          <Button size="small" type="primary" loading={isBusy} onClick={() => void decide('approved')}>
            {t('question.approve')}
          </Button>
        )}
        {question.state !== 'retired' && (
          <Button size="small" loading={isBusy} onClick={() => void decide('retired')}>
            {t('question.retire')}
          </Button>
        )}
        <Button size="small" onClick={() => setChanging(true)}>
          {t('question.change')}
        </Button>
      </p>
      {isChanging && <QuestionModal question={question} onClose={() => setChanging(false)} />}
    </article>
  )
}
