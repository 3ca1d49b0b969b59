import type { PartAsk, PartDetail } from '@zhiwei/contract'
import { Button, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { GrowingText, Instant, Page, PageSkeleton, ProblemNotice } from '../ui/index.ts'
import { Ask } from './Ask.tsx'
import { PartActions } from './PartActions.tsx'
import { PartFiles } from './PartFiles.tsx'
import { useFirmActs, usePart } from './queries.ts'
import './partners.css'

/** A firm's part of an 8D: what it is asked, its answers, its files. The report around it is not shown. */
export function PartPage() {
  const { t } = useTranslation('partners')
  const part = usePart(useParams().id ?? '')
  const crumbs = [{ label: t('parts.title'), to: '/partner-parts' }]
  if (part.isPending) return <PageSkeleton shape="detail" />
  if (part.isError)
    return (
      <Page title={t('parts.title')} breadcrumbs={crumbs}>
        <ProblemNotice problem={part.error} onRetry={part.refetch} />
      </Page>
    )
  return <Shown part={part.data} crumbs={crumbs} />
}

function Shown({ part, crumbs }: { part: PartDetail; crumbs: { label: string; to: string }[] }) {
  const { t } = useTranslation('partners')
  const { attach } = useFirmActs(part.id)
  return (
    <Page title={part.title} breadcrumbs={crumbs}>
      <section className="card part-card" aria-labelledby="brief">
        <h2 id="brief">{t('brief')}</h2>
        <p className="part-text">{part.brief}</p>
        <p className="meta">
          {t('askedBy', { name: part.by?.name ?? '' })} <Instant at={part.at} />
        </p>
        {!part.open && <p>{t('closed')}</p>}
      </section>
      {part.asks.map((ask) => (
        <section key={ask.discipline} className="card part-card">
          <Ask ask={ask} level="h2">
            {part.can.answer && (ask.state === 'asked' || ask.state === 'returned') && <AnswerForm partId={part.id} ask={ask} />}
          </Ask>
        </section>
      ))}
      <section className="card part-card" aria-labelledby="files">
        <h2 id="files">{t('files.title')}</h2>
        <PartFiles
          files={part.files}
          address={`/partner-parts/${part.id}`}
          addWords={t('files.add')}
          onAdd={part.can.attach ? (file) => attach.mutateAsync(file) : undefined}
        />
      </section>
      {part.actions.length > 0 && (
        <section className="card part-card" aria-labelledby="actions">
          <h2 id="actions">{t('actions')}</h2>
          <PartActions actions={part.actions} />
        </section>
      )}
    </Page>
  )
}

function AnswerForm({ partId, ask }: { partId: string; ask: PartAsk }) {
  const { t } = useTranslation('partners')
  const { answer } = useFirmActs(partId)
  const said = ask.answers.at(-1)?.text
  return (
    <Form<{ text: string }>
      layout="vertical"
      name={`answer-${ask.discipline}`}
      initialValues={{ text: said }}
      onFinish={({ text }) => answer.mutate({ discipline: ask.discipline, text })}
    >
      <Form.Item
        name="text"
        label={t('answerTo', { what: t(`discipline.${ask.discipline}`) })}
        rules={[{ required: true, whitespace: true, message: t('answerRequired') }]}
      >
        <GrowingText minRows={3} maxRows={16} maxLength={8_000} />
      </Form.Item>
      {answer.isError && <ProblemNotice problem={answer.error} />}
      <Button type="primary" htmlType="submit" loading={answer.isPending}>
        {t('give')}
      </Button>
    </Form>
  )
}
