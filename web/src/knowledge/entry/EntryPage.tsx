import type { KnowledgeDetail } from '@zhiwei/contract'
import { Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useCatalogueName } from '../../classification/index.ts'
import { Instant, Page, PageSkeleton, ProblemNotice } from '../../ui/index.ts'
import { EntryState } from '../Marks.tsx'
import { useEntry, useKnowledgeActs } from '../queries.ts'
import { EntryActs } from './EntryActs.tsx'
import { EntryEditor } from './EntryEditor.tsx'
import { Flags } from './Flags.tsx'
import { Sections } from './Sections.tsx'
import { Versions } from './Versions.tsx'
import '../knowledge.css'

/** 预案 or 函件模板: what holds, what is written or waits, what changed under it, and its versions. */
export function EntryPage() {
  const { t } = useTranslation('knowledge')
  const entry = useEntry(useParams().id ?? '')
  if (entry.isPending) return <PageSkeleton shape="detail" />
  if (entry.isError)
    return (
      <Page title={t('one')} breadcrumbs={[{ label: t('title'), to: '/knowledge' }]}>
        <ProblemNotice problem={entry.error} onRetry={entry.refetch} />
      </Page>
    )
  return <Shown key={entry.data.id} entry={entry.data} />
}

function Shown({ entry }: { entry: KnowledgeDetail }) {
  const { t } = useTranslation('knowledge')
  const [isEditing, setEditing] = useState(false)
  const { write } = useKnowledgeActs()
  const [newest] = entry.versions
  const shown = entry.versions.find(({ state }) => state === 'inForce') ?? newest
  const draft = entry.versions.find(({ state }) => state === 'draft' || state === 'review')
  const crumbs = [{ label: t('title'), to: entry.kind === 'plan' ? '/knowledge' : `/knowledge?tab=${entry.kind}` }]
  return (
    <Page
      title={entry.title}
      breadcrumbs={crumbs}
      extra={<EntryState {...entry} />}
      actions={!isEditing && <EntryActs entry={entry} onEdit={() => setEditing(true)} />}
    >
      {isEditing && draft ? (
        <EntryEditor
          kind={entry.kind}
          content={draft.content}
          initial={{ note: draft.note }}
          okText={t('saveDraft')}
          onSubmit={async (content, { note }) => {
            await write.mutateAsync({ id: entry.id, version: entry.version, content, note: String(note ?? '') })
            setEditing(false)
          }}
          onCancel={() => setEditing(false)}
        >
          <Form.Item name="note" label={t('field.note')}>
            <Input maxLength={500} autoComplete="off" />
          </Form.Item>
        </EntryEditor>
      ) : (
        <div className="kb-detail">
          <div>
            <Flags entry={entry} />
            {shown && (
              <section className="card kb-part" aria-labelledby="kb-text">
                <h2 id="kb-text">{t(shown.state === 'inForce' ? 'textInForce' : 'textOf', { no: shown.no })}</h2>
                <Sections version={shown} />
              </section>
            )}
            <Versions entry={entry} />
          </div>
          <About entry={entry} />
        </div>
      )}
    </Page>
  )
}

function About({ entry }: { entry: KnowledgeDetail }) {
  const { t } = useTranslation('knowledge')
  const categoryName = useCatalogueName('categories')
  const causeName = useCatalogueName('causes')
  const lines: [string, React.ReactNode][] = [
    [t('field.categories'), entry.categories.map(categoryName).join(t('comma')) || t('allCategories')],
    [t('field.causes'), entry.causes.map(causeName).join(t('comma'))],
    [t('field.owner'), entry.owner?.name ?? t('noOwner')],
    [t('field.reviewOn'), `${entry.reviewOn}${t('told', { days: entry.warnDays })}`],
    [t('use'), t('usedHelpedNot', { used: entry.used, helped: entry.helped, notHelped: entry.notHelped })],
    [t('origin'), entry.starter ? t('starter') : entry.fromCase && <Link to={`/cases/${entry.fromCase.id}`}>{entry.fromCase.number}</Link>],
    [t('state.retired'), entry.retired && `${entry.retired.by?.name ?? ''} ${entry.retired.reason}`],
  ]
  return (
    <aside className="card kb-part" aria-labelledby="kb-about">
      <h2 id="kb-about">{t('about')}</h2>
      <dl className="kb-facts">
        {lines
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {entry.reviews.length > 0 && (
        <>
          <h3>{t('reviews')}</h3>
          <ul className="plain kb-reviews">
            {entry.reviews.map((review) => (
              <li key={review.at}>
                <span className="meta">
                  <Instant at={review.at} /> {review.by?.name} {t('reviewedUntil', { day: review.reviewOn })}
                </span>
                <br />
                {review.note}
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  )
}
