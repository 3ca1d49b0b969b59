import type { LawDetail } from '@zhiwei/contract'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useMay } from '../../platform/index.ts'
import { FormModal, Instant, Page, PageSkeleton, ProblemNotice } from '../../ui/index.ts'
import { DiffText } from '../DiffText.tsx'
import { EntryState } from '../Marks.tsx'
import { useLaw, useLawActs } from '../queries.ts'
import { LawModal } from './LawModal.tsx'
import { LawState } from './LawTable.tsx'
import '../knowledge.css'

/** 法规条文: what it said and says, word for word against the text before, and what cites it. */
export function LawPage() {
  const { t } = useTranslation('knowledge')
  const law = useLaw(useParams().id ?? '')
  const crumbs = [{ label: t('title'), to: '/knowledge?tab=law' }]
  if (law.isPending) return <PageSkeleton shape="detail" />
  if (law.isError)
    return (
      <Page title={t('tabs.law')} breadcrumbs={crumbs}>
        <ProblemNotice problem={law.error} onRetry={law.refetch} />
      </Page>
    )
  return <Shown law={law.data} crumbs={crumbs} />
}

function Shown({ law, crumbs }: { law: LawDetail; crumbs: { label: string; to: string }[] }) {
  const { t } = useTranslation('knowledge')
  const mayManage = useMay('knowledge:manage')
  const [open, setOpen] = useState<'text' | 'end'>()
  return (
    <Page
      title={`${law.law}${law.article ?? ''}`}
      breadcrumbs={crumbs}
      extra={<LawState {...law} />}
      actions={
        mayManage && (
          <>
            <Button onClick={() => setOpen('text')}>{t('law.change')}</Button>
            <Button onClick={() => setOpen('end')}>{t('law.end')}</Button>
          </>
        )
      }
    >
      <div className="kb-detail">
        <div>
          {law.endReason && (
            <section className="card kb-part" aria-labelledby="law-ended">
              <h2 id="law-ended">{t('law.whyEnded')}</h2>
              <p className="kb-text">{law.endReason}</p>
            </section>
          )}
          {law.texts.map((text, at) => {
            const before = law.texts[at + 1]
            return (
              <section key={text.no} className="card kb-part" aria-labelledby={`law-text-${text.no}`}>
                <h2 id={`law-text-${text.no}`}>{t('law.validFrom', { day: text.validFrom })}</h2>
                <p className="kb-text">{before ? <DiffText before={before.text} after={text.text} /> : text.text}</p>
                <p className="meta">
                  {text.source} · {t(`confidence.${text.confidence}`)} · {text.by?.name ?? t('starter')} <Instant at={text.at} />
                </p>
              </section>
            )
          })}
        </div>
        <aside className="card kb-part" aria-labelledby="law-citing">
          <h2 id="law-citing">{t('law.citing')}</h2>
          {law.citing.length === 0 && <p className="meta">{t('law.citedByNone')}</p>}
          <ul className="plain kb-reviews">
            {law.citing.map((entry) => (
              <li key={entry.id}>
                <Link to={`/knowledge/${entry.id}`}>{entry.title}</Link>{' '}
                <EntryState state={entry.state} flags={entry.flagged ? 1 : 0} overdue={false} next={null} />
              </li>
            ))}
          </ul>
        </aside>
      </div>
      {open === 'text' && <LawModal law={law} onClose={() => setOpen(undefined)} />}
      {open === 'end' && <EndModal law={law} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}

function EndModal({ law, onClose }: { law: LawDetail; onClose: () => void }) {
  const { t } = useTranslation('knowledge')
  const { end } = useLawActs()
  return (
    <FormModal<{ endsOn?: string; reason: string }>
      open
      title={t('law.end')}
      okText={t('save')}
      initialValues={law.endsOn ? { endsOn: law.endsOn } : {}}
      onSubmit={({ endsOn, reason }) => end.mutateAsync({ id: law.id, version: law.version, endsOn: endsOn || null, reason })}
      onClose={onClose}
    >
      <p>{t('law.endHint', { count: law.citedBy })}</p>
      <Form.Item name="endsOn" label={t('law.endDay')} extra={t('law.endDayHint')}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="reason" label={t('law.endReason')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input.TextArea rows={3} maxLength={2_000} />
      </Form.Item>
    </FormModal>
  )
}
