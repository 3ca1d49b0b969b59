import { type LessonAnswerInput, LessonAnswerKind, type LessonDetail } from '@zhiwei/contract'
import { Button, Form, Radio } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useCatalogueName } from '../classification/index.ts'
import { FormModal, GrowingText, Instant, Page, PageSkeleton, ProblemNotice, ReasonModal } from '../ui/index.ts'
import { useLesson, useLessonActs } from './queries.ts'
import './lessons.css'

/** 一条经验: what was learnt, who has read it, and what the units answered. Opening it reads it. */
export function LessonPage() {
  const { t } = useTranslation('lessons')
  const lesson = useLesson(useParams().id ?? '')
  const crumbs = [{ label: t('title'), to: '/lessons' }]
  if (lesson.isPending) return <PageSkeleton shape="detail" />
  if (lesson.isError)
    return (
      <Page title={t('title')} breadcrumbs={crumbs}>
        <ProblemNotice problem={lesson.error} onRetry={lesson.refetch} />
      </Page>
    )
  return <Shown key={lesson.data.id} lesson={lesson.data} crumbs={crumbs} />
}

function Shown({ lesson, crumbs }: { lesson: LessonDetail; crumbs: { label: string; to: string }[] }) {
  const { t } = useTranslation('lessons')
  const causeName = useCatalogueName('causes')
  const { read, answer, withdraw } = useLessonActs()
  const { mutate: markRead } = read
  const [form, setForm] = useState<'answer' | 'withdraw'>()
  const close = () => setForm(undefined)
  const { id, unread, can, from, by, units, at, withdrawal } = lesson
  useEffect(() => {
    if (unread) markRead(id)
  }, [id, unread, markRead])
  return (
    <Page
      title={lesson.title}
      breadcrumbs={crumbs}
      actions={
        <>
          {can.answer && (
            <Button type="primary" onClick={() => setForm('answer')}>
              {t('answer')}
            </Button>
          )}
          {can.withdraw && <Button onClick={() => setForm('withdraw')}>{t('withdraw')}</Button>}
        </>
      }
    >
      <section className="card lesson-part" aria-labelledby="lesson">
        <h2 id="lesson">{t('learnt')}</h2>
        {withdrawal !== null && <p>{t('withdrawnWhy', { reason: withdrawal })}</p>}
        <p className="lesson-text">{lesson.text}</p>
        <p className="meta">
          {t('fromTo', { from: from?.name ?? t('nobody'), to: units.map(({ name }) => name).join(t('comma')) })} · {by?.name} ·{' '}
          <Instant at={at} />
        </p>
        <p>
          {lesson.case && (
            <Link to={`/cases/${lesson.case.id}`} className="lesson-source">
              {t('fromCase', { number: lesson.case.number })}
            </Link>
          )}{' '}
          {lesson.action && (
            <Link to={`/actions/${lesson.action.id}`} className="lesson-source">
              {t('fromAction', { name: lesson.action.name })}
            </Link>
          )}{' '}
          {lesson.cause && <span className="meta">{t('cause', { name: causeName(lesson.cause) })}</span>}
        </p>
      </section>
      <Answers lesson={lesson} />
      <Receipts lesson={lesson} />
      {form === 'answer' && <AnswerModal onAnswer={(input) => answer.mutateAsync({ id, ...input })} onClose={close} />}
      <ReasonModal
        open={form === 'withdraw'}
        title={t('withdrawTitle')}
        okText={t('withdraw')}
        onConfirm={(reason) => withdraw.mutateAsync({ id, reason })}
        onClose={close}
      />
    </Page>
  )
}

function Answers({ lesson: { answerRows } }: { lesson: LessonDetail }) {
  const { t } = useTranslation('lessons')
  return (
    <section className="card lesson-part" aria-labelledby="answers">
      <h2 id="answers">{t('answersTitle')}</h2>
      {answerRows.length === 0 && <p className="meta">{t('noAnswers')}</p>}
      <ol className="lesson-list">
        {answerRows.map(({ id, unit, kind, text, by, at }) => (
          <li key={id}>
            <b>
              {unit.name} · {t(`kind.${kind}`)}
            </b>
            <p className="lesson-text">{text}</p>
            <p className="meta">
              {by?.name} · <Instant at={at} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Receipts({ lesson: { receipts } }: { lesson: LessonDetail }) {
  const { t } = useTranslation('lessons')
  return (
    <section className="card lesson-part" aria-labelledby="receipts">
      <h2 id="receipts">{t('receipts')}</h2>
      <ul className="lesson-list">
        {receipts.map(({ unit, of, read, answered }) => (
          <li key={unit.id}>
            <b>{unit.name}</b> {t('readOf', { people: read.length, of })} · {t(answered ? 'hasAnswered' : 'notAnswered')}
            {read.length > 0 && (
              <p className="meta">
                {read.map(({ person, at }) => (
                  <span key={person.id} className="lesson-reader">
                    {person.name} <Instant at={at} />
                  </span>
                ))}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function AnswerModal({ onAnswer, onClose }: { onAnswer: (input: LessonAnswerInput) => Promise<unknown>; onClose: () => void }) {
  const { t } = useTranslation('lessons')
  return (
    <FormModal<LessonAnswerInput>
      open
      title={t('answer')}
      okText={t('giveAnswer')}
      initialValues={{ kind: 'changed' }}
      onSubmit={onAnswer}
      onClose={onClose}
    >
      <Form.Item name="kind" label={t('field.kind')}>
        <Radio.Group options={LessonAnswerKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="text" label={t('field.answer')} rules={[{ required: true, whitespace: true, message: t('required.answer') }]}>
        <GrowingText minRows={3} maxRows={10} maxLength={2_000} />
      </Form.Item>
    </FormModal>
  )
}
