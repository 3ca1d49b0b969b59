import type { CaseGroupDetail, CaseGroupMember } from '@zhiwei/contract'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { isProblem } from '../platform/index.ts'
import {
  EmptyState,
  Instant,
  LinkButton,
  Page,
  PageSkeleton,
  ProblemNotice,
  ReasonModal,
  SeverityTag,
  StageMark,
  StatusTag,
} from '../ui/index.ts'
import { CommonAnswerModal, ProposalModal } from './GroupForms.tsx'
import { GroupState } from './GroupState.tsx'
import { useGroup, useGroupActs } from './queries.ts'
import './case-warnings.css'

/** 一组群诉: who complains of what, the way to a major case, and one answer to all. */
export function GroupPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('case-warnings')
  const group = useGroup(id)
  const crumbs = [{ label: t('groups.title'), to: '/warnings/groups' }]
  if (isProblem(group.error, 'NOT_FOUND'))
    return (
      <Page title={t('groups.notFound')} breadcrumbs={crumbs}>
        <EmptyState
          title={t('groups.notFound')}
          detail={t('groups.notFoundDetail')}
          action={<LinkButton to="/warnings/groups">{t('groups.toList')}</LinkButton>}
        />
      </Page>
    )
  if (group.isError)
    return (
      <Page title={t('groups.title')} breadcrumbs={crumbs}>
        <ProblemNotice problem={group.error} onRetry={group.refetch} />
      </Page>
    )
  if (!group.data) return <PageSkeleton shape="detail" />
  return (
    <Page
      title={group.data.subject}
      extra={<GroupState state={group.data.state} />}
      actions={<Acts group={group.data} />}
      breadcrumbs={crumbs}
    >
      <Facts group={group.data} />
      <Members group={group.data} />
      <Answers answers={group.data.answers} />
    </Page>
  )
}

type Form = 'propose' | 'approve' | 'refuse' | 'dismiss' | 'answer'

function Acts({ group }: { group: CaseGroupDetail }) {
  const { t } = useTranslation('case-warnings')
  const { message } = App.useApp()
  const { id, version, can } = group
  const acts = useGroupActs(id)
  const [form, setForm] = useState<Form>()
  const close = () => setForm(undefined)
  const decide = (approve: boolean) => (reason: string) => acts.decide.mutateAsync({ approve, reason, version })
  const open = group.members.filter(({ status }) => !['closed', 'archived', 'declined', 'withdrawn'].includes(status)).length
  return (
    <>
      {can.dismiss && <Button onClick={() => setForm('dismiss')}>{t('groups.dismiss')}</Button>}
      {can.propose && (
        <Button type="primary" onClick={() => setForm('propose')}>
          {t('groups.propose')}
        </Button>
      )}
      {can.decide && <Button onClick={() => setForm('refuse')}>{t('groups.refuse')}</Button>}
      {can.decide && (
        <Button type="primary" onClick={() => setForm('approve')}>
          {t('groups.approve')}
        </Button>
      )}
      {can.answer && (
        <Button type="primary" onClick={() => setForm('answer')}>
          {t('groups.answer')}
        </Button>
      )}
      {form === 'propose' && <ProposalModal onSubmit={(input) => acts.propose.mutateAsync({ ...input, version })} onClose={close} />}
      {form === 'answer' && (
        <CommonAnswerModal
          ready={group.members.filter(({ answerable }) => answerable).length}
          onSubmit={async (input) => {
            const { answered, waiting } = await acts.answer.mutateAsync(input)
            void message.success(t('groups.answered', { answered: answered.length, waiting: waiting.length }))
          }}
          onClose={close}
        />
      )}
      <ReasonModal
        open={form === 'approve'}
        title={t('groups.approveTitle')}
        consequence={t('groups.approveConsequence', { count: open })}
        okText={t('groups.approve')}
        onConfirm={decide(true)}
        onClose={close}
      />
      <ReasonModal
        open={form === 'refuse'}
        title={t('groups.refuseTitle')}
        okText={t('groups.refuse')}
        onConfirm={decide(false)}
        onClose={close}
      />
      <ReasonModal
        open={form === 'dismiss'}
        title={t('groups.dismissTitle')}
        consequence={t('groups.dismissConsequence')}
        okText={t('groups.dismiss')}
        onConfirm={(reason) => acts.dismiss.mutateAsync({ reason, version })}
        onClose={close}
      />
    </>
  )
}

function Facts({ group }: { group: CaseGroupDetail }) {
  const { t } = useTranslation('case-warnings')
  const { people, cases, product, region, severity, parent, proposedBy, proposal, decidedBy, decision, state, can, warningId } = group
  return (
    <section className="card cw-part">
      <p className="cw-head">
        <strong className="figures">{t('groups.people', { people, cases })}</strong>
        {[product, region].filter(Boolean).map((word) => (
          <span key={word}>{word}</span>
        ))}
        {severity && <SeverityTag severity={severity} />}
        <span className="meta">
          {t('groups.since')} <Instant at={group.firstAt} /> · {t('groups.until')} <Instant at={group.lastAt} />
        </span>
        {warningId && <Link to={`/warnings/${warningId}`}>{t('groups.warning')}</Link>}
      </p>
      {proposal && <p>{t('groups.proposedBy', { name: proposedBy?.name ?? '', reason: proposal })}</p>}
      {state === 'proposed' && !can.decide && <p className="meta">{t('groups.ownProposal')}</p>}
      {decision && <p>{t('groups.decidedBy', { name: decidedBy?.name ?? '', reason: decision })}</p>}
      {parent && (
        <p className="cw-head">
          {t('groups.parent')} <Link to={`/cases/${parent.id}`}>{parent.number}</Link> <StatusTag status={parent.status} />
        </p>
      )}
    </section>
  )
}

function Members({ group }: { group: CaseGroupDetail }) {
  const { t } = useTranslation('case-warnings')
  const [leaving, setLeaving] = useState<CaseGroupMember>()
  const acts = useGroupActs(group.id)
  return (
    <section className="cw-part">
      <h2>{t('groups.members')}</h2>
      <ul className="cw-list card">
        {group.members.map((one) => (
          <li key={one.id} className="cw-row is-member">
            <div className="cw-case">
              <span className="cw-head">
                {one.stage && <StageMark stage={one.stage} />}
                <Link to={`/cases/${one.id}`}>{one.number}</Link>
                <span>{one.subject}</span>
                <StatusTag status={one.status} />
              </span>
              <span className="meta">
                {[t(`groups.how.${one.how}`), one.linked && t('groups.child'), one.unit?.name].filter(Boolean).join(' · ')}{' '}
                <Instant at={one.receivedAt} />
              </span>
            </div>
            <div className="cw-side">
              {group.state === 'approved' && <span className="meta">{t(one.answerable ? 'groups.ready' : 'groups.notReady')}</span>}
              {group.can.dismiss && (
                <Button type="link" size="small" onClick={() => setLeaving(one)}>
                  {t('groups.remove')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {group.hiddenMembers > 0 && <p className="meta">{t('groups.hidden', { count: group.hiddenMembers })}</p>}
      {leaving && (
        <ReasonModal
          open
          title={t('groups.removeTitle', { number: leaving.number })}
          okText={t('groups.remove')}
          onConfirm={(reason) => acts.remove.mutateAsync({ caseId: leaving.id, reason })}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </section>
  )
}

function Answers({ answers }: { answers: CaseGroupDetail['answers'] }) {
  const { t } = useTranslation('case-warnings')
  if (answers.length === 0) return null
  return (
    <section className="cw-part">
      <h2>{t('groups.answers')}</h2>
      <ul className="cw-list card">
        {answers.map(({ id, at, by, text, answered, waiting }) => (
          <li key={id} className="cw-row is-member">
            <div className="cw-case">
              <span>{text}</span>
              <span className="meta">
                {by?.name} <Instant at={at} /> · {t('groups.reached', { answered, waiting })}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
