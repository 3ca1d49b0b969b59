import type { IdeaDetail, IdeaState } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, useParams } from 'react-router'
import { PassOn } from '../identity/index.ts'
import { Instant, Page, PageSkeleton, ProblemNotice, ReasonModal } from '../ui/index.ts'
import { CustomersPart } from './CustomersPart.tsx'
import { MarkText } from './LoosePart.tsx'
import { useIdea, useIdeaActs } from './queries.ts'
import { VoteButton } from './VoteButton.tsx'
import './ideas.css'

/** 建议: the words behind it, what became of it, and whom to tell. */
export function IdeaPage() {
  const { t } = useTranslation('ideas')
  const { id = '' } = useParams()
  const idea = useIdea(id)
  if (idea.isPending) return <PageSkeleton shape="detail" />
  if (!idea.data)
    return (
      <Page title={t('title')} breadcrumbs={[{ label: t('title'), to: '/ideas' }]}>
        <ProblemNotice problem={idea.error} onRetry={idea.refetch} />
      </Page>
    )
  // An old link to a merged double leads to the idea that was kept.
  if (idea.data.id !== id) return <Navigate to={`/ideas/${idea.data.id}`} replace />
  return <OpenIdea key={id} idea={idea.data} />
}

function OpenIdea({ idea }: { idea: IdeaDetail }) {
  const { t } = useTranslation('ideas')
  const { own } = useIdeaActs()
  return (
    <Page
      title={idea.title}
      extra={
        <>
          <span className="idea-kind">{t(`kind.${idea.kind}`)}</span>{' '}
          <span className={`idea-state is-${idea.state}`}>{t(`state.${idea.state}`)}</span>
        </>
      }
      breadcrumbs={[{ label: t('title'), to: '/ideas' }]}
      actions={<VoteButton idea={idea} />}
    >
      <div className="idea-columns">
        <div>
          <section className="card idea-section">
            <p>{idea.description || <span className="meta">{t('noDescription')}</span>}</p>
            <p className="meta">
              {idea.owner ? t('ownedBy', { name: idea.owner.name }) : t('unowned')}{' '}
              {idea.can.own && (
                <PassOn
                  permission={undefined}
                  words={{ button: t('owner.set'), to: t('owner.who') }}
                  onPass={(userId) => own(idea.id, userId, idea.version)}
                />
              )}
            </p>
            <Steps idea={idea} />
          </section>
          <section className="card idea-section" aria-label={t('words')}>
            <h2>{t('words')}</h2>
            <ul className="idea-list">
              {idea.markRows.map((mark) => (
                <li key={mark.id}>
                  <MarkText mark={mark} />
                </li>
              ))}
            </ul>
          </section>
        </div>
        <div>
          <CustomersPart idea={idea} />
          <Similar idea={idea} />
        </div>
      </div>
    </Page>
  )
}

const needsReason: readonly IdeaState[] = ['done', 'notDone']

/** What became of it when, and what may come next. */
function Steps({ idea }: { idea: IdeaDetail }) {
  const { t } = useTranslation('ideas')
  const { step, tried } = useIdeaActs()
  const [ending, setEnding] = useState<IdeaState>()
  return (
    <>
      <ol className="idea-list" aria-label={t('steps')}>
        {idea.steps.map((one) => (
          <li key={one.at + one.state}>
            <strong>{t(`state.${one.state}`)}</strong> {one.reason}{' '}
            <span className="meta">
              {one.by?.name} <Instant at={one.at} />
            </span>
          </li>
        ))}
      </ol>
      <p className="idea-acts">
        {idea.can.step.map((state) => (
          <Button key={state} onClick={() => (needsReason.includes(state) ? setEnding(state) : tried(step(idea.id, state, idea.version)))}>
            {t(`to.${state}`)}
          </Button>
        ))}
      </p>
      {ending && (
        <ReasonModal
          open
          title={t(`to.${ending}`)}
          consequence={t('endConsequence', { count: idea.customers })}
          okText={t(`to.${ending}`)}
          onConfirm={(reason) => step(idea.id, ending, idea.version, reason)}
          onClose={() => setEnding(undefined)}
        />
      )}
    </>
  )
}

/** 相近的建议, to merge what says the same. */
function Similar({ idea }: { idea: IdeaDetail }) {
  const { t } = useTranslation('ideas')
  const { merge, tried } = useIdeaActs()
  if (idea.similar.length === 0) return null
  return (
    <section className="card idea-section" aria-label={t('similar.title')}>
      <h2>{t('similar.title')}</h2>
      <ul className="idea-list">
        {idea.similar.map(({ id, title, state }) => (
          <li key={id}>
            <Link to={`/ideas/${id}`}>{title}</Link> <span className="meta">{t(`state.${state}`)}</span>
            {idea.can.merge && (
              <Button size="small" onClick={() => tried(merge(idea.id, id, idea.version))}>
                {t('similar.merge')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
