import type { GuideDetail, GuideText, GuideVersion } from '@zhiwei/contract'
import { App, Button, Form, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { FormModal, GrowingText, Instant, Page, PageSkeleton, ProblemNotice, ReasonModal, useProblemWords } from '../ui/index.ts'
import { GuideFields } from './GuideFields.tsx'
import { useGuide, useGuideActs } from './queries.ts'
import './guides.css'
import { colon } from '../platform/punctuation.ts'

/** 客户指南: what customers read, what is being written or waits, its address and how often it was opened. */
export function GuidePage() {
  const { t } = useTranslation('guides')
  const guide = useGuide(useParams().id ?? '')
  const crumbs = [{ label: t('title'), to: '/knowledge?tab=guide' }]
  if (guide.isPending) return <PageSkeleton shape="detail" />
  if (guide.isError)
    return (
      <Page title={t('title')} breadcrumbs={crumbs}>
        <ProblemNotice problem={guide.error} onRetry={guide.refetch} />
      </Page>
    )
  return <Shown guide={guide.data} crumbs={crumbs} />
}

function Shown({ guide, crumbs }: { guide: GuideDetail; crumbs: { label: string; to: string }[] }) {
  const { t } = useTranslation('guides')
  return (
    <Page title={guide.title} breadcrumbs={crumbs} extra={<Tag>{t(`state.${guide.state}`)}</Tag>} actions={<Acts guide={guide} />}>
      <section className="card guide-part" aria-labelledby="about">
        <h2 id="about">{t('about')}</h2>
        <p>
          {t('field.product')}
          {colon()}
          {guide.product}
        </p>
        {guide.url && (
          <p>
            {t('address')}
            {colon()}
            <a href={guide.url} target="_blank" rel="noreferrer">
              {guide.url}
            </a>
          </p>
        )}
        {guide.publishedNo !== null && <p className="meta">{t('views', { lately: guide.views.lately, all: guide.views.all })}</p>}
        {guide.withdrawal && (
          <p className="meta">
            {t('withdrawnBy', { name: guide.withdrawal.by?.name ?? '', reason: guide.withdrawal.reason })}{' '}
            <Instant at={guide.withdrawal.at} />
          </p>
        )}
      </section>
      {guide.versions.map((version) => (
        <Version key={version.no} version={version} />
      ))}
    </Page>
  )
}

function Version({ version }: { version: GuideVersion }) {
  const { t } = useTranslation('guides')
  const { no, state, content, editors, decidedAt, decidedBy, note } = version
  const body = (
    <>
      {(['misuse', 'right', 'why', 'help'] as const).map(
        (field) =>
          content[field] && (
            <div key={field}>
              <h3>{t(`field.${field}`)}</h3>
              <p className="guide-text">{content[field]}</p>
            </div>
          ),
      )}
      <p className="meta">
        {t('writtenBy', { names: editors.map(({ name }) => name).join(t('comma')) })}
        {decidedAt && ` · ${t('publishedBy', { name: decidedBy?.name ?? '' })} `}
        {decidedAt && <Instant at={decidedAt} />}
      </p>
      {note && <p>{t('noteSaid', { note })}</p>}
    </>
  )
  const heading = `${t('no', { no })} · ${t(`versionState.${state}`)} · ${content.title}`
  return (
    <section className="card guide-part" aria-label={heading}>
      {state === 'replaced' ? (
        <details>
          <summary>{heading}</summary>
          {body}
        </details>
      ) : (
        <>
          <h2>{heading}</h2>
          {body}
        </>
      )}
    </section>
  )
}

function Acts({ guide }: { guide: GuideDetail }) {
  const { t } = useTranslation('guides')
  const { message } = App.useApp()
  const words = useProblemWords()
  const { write, submit, decide, withdraw } = useGuideActs()
  const [form, setForm] = useState<'edit' | 'decide' | 'withdraw'>()
  const close = () => setForm(undefined)
  const { id, version, can, versions } = guide
  return (
    <>
      {can.edit && <Button onClick={() => setForm('edit')}>{t('edit')}</Button>}
      {can.submit && (
        <Button
          type="primary"
          loading={submit.isPending}
          onClick={() => submit.mutate({ id, version }, { onError: (error) => void message.error(words(error).title) })}
        >
          {t('submit')}
        </Button>
      )}
      {can.decide && (
        <Button type="primary" onClick={() => setForm('decide')}>
          {t('decide')}
        </Button>
      )}
      {can.withdraw && <Button onClick={() => setForm('withdraw')}>{t('withdraw')}</Button>}
      {form === 'edit' && (
        <FormModal<GuideText>
          open
          width={640}
          title={t('edit')}
          okText={t('saveDraft')}
          {...(versions[0] && { initialValues: versions[0].content })}
          onSubmit={(content) => write.mutateAsync({ id, version, content })}
          onClose={close}
        >
          <GuideFields />
        </FormModal>
      )}
      {form === 'decide' && (
        <DecideModal guide={guide} onDecide={(input) => decide.mutateAsync({ id, version, ...input })} onClose={close} />
      )}
      <ReasonModal
        open={form === 'withdraw'}
        title={t('withdrawTitle')}
        consequence={t('withdrawHint')}
        okText={t('withdraw')}
        onConfirm={(reason) => withdraw.mutateAsync({ id, version, reason })}
        onClose={close}
      />
    </>
  )
}

type Decided = { verdict: 'approved' | 'refused'; note: string }

function DecideModal({
  guide,
  onDecide,
  onClose,
}: {
  guide: GuideDetail
  onDecide: (input: Decided) => Promise<unknown>
  onClose: () => void
}) {
  const { t } = useTranslation('guides')
  const [verdict, setVerdict] = useState<Decided['verdict']>('approved')
  return (
    <FormModal<{ note?: string }>
      open
      title={t('decideTitle', { title: guide.versions[0]?.content.title ?? '' })}
      okText={t(`verdict.${verdict}`)}
      onSubmit={({ note }) => onDecide({ verdict, note: note ?? '' })}
      onClose={onClose}
    >
      <fieldset className="guide-verdict">
        <legend>{t('verdictTitle')}</legend>
        {(['approved', 'refused'] as const).map((value) => (
          <label key={value}>
            <input type="radio" name="verdict" checked={verdict === value} onChange={() => setVerdict(value)} /> {t(`verdict.${value}`)}
          </label>
        ))}
      </fieldset>
      <Form.Item name="note" label={t('note')}>
        <GrowingText minRows={2} maxRows={6} maxLength={2_000} />
      </Form.Item>
    </FormModal>
  )
}
