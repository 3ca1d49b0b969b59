import type { PartnerDetail } from '@zhiwei/contract'
import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { Page, PageSkeleton, ProblemNotice } from '../ui/index.ts'
import { usePartner } from './queries.ts'
import { ScoreFacts } from './ScoreFacts.tsx'
import './partners.css'

/** 合作单位页: the score of a firm and every answer and action it is made of. */
export function PartnerPage() {
  const { t } = useTranslation('partners')
  const partner = usePartner(useParams().id ?? '')
  const crumbs = [{ label: t('firms'), to: '/partners' }]
  if (partner.isPending) return <PageSkeleton shape="detail" />
  if (partner.isError)
    return (
      <Page title={t('firm')} breadcrumbs={crumbs}>
        <ProblemNotice problem={partner.error} onRetry={partner.refetch} />
      </Page>
    )
  const { unit, score, asks, actions } = partner.data
  return (
    <Page title={unit.name} breadcrumbs={crumbs}>
      <section className="card part-card" aria-labelledby="score">
        <h2 id="score">{t('score.title')}</h2>
        <ScoreFacts score={score} />
      </section>
      <section className="card part-card" aria-labelledby="asks">
        <h2 id="asks">{t('asks')}</h2>
        {asks.length === 0 ? <p className="meta">{t('noAsks')}</p> : <Asks asks={asks} />}
      </section>
      <section className="card part-card" aria-labelledby="actions">
        <h2 id="actions">{t('actionsOfFirm')}</h2>
        {actions.length === 0 ? <p className="meta">{t('noActions')}</p> : <Actions actions={actions} />}
      </section>
    </Page>
  )
}

function Asks({ asks }: Pick<PartnerDetail, 'asks'>) {
  const { t } = useTranslation('partners')
  return (
    <Table<PartnerDetail['asks'][number]>
      rowKey={({ partId, discipline }) => `${partId} ${discipline}`}
      size="middle"
      pagination={false}
      dataSource={asks}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: t('report'), className: 'part-title', render: (_, { report }) => <Link to={`/eight-d/${report.id}`}>{report.name}</Link> },
        { title: t('ask'), render: (_, { discipline }) => t(`discipline.${discipline}`) },
        { title: t('due'), render: (_, { dueOn }) => dueOn },
        {
          title: t('answeredOn'),
          render: (_, { firstAnsweredOn, onTime }) => (
            <span className={onTime === false ? 'is-late' : ''}>
              {firstAnsweredOn ?? t('notYet')}
              {onTime === false && ` · ${t('late')}`}
            </span>
          ),
        },
        { title: t('rounds'), render: (_, { rounds }) => rounds },
        { title: t('stateTitle'), render: (_, { state }) => t(`state.${state}`) },
      ]}
    />
  )
}

function Actions({ actions }: Pick<PartnerDetail, 'actions'>) {
  const { t } = useTranslation('partners')
  const { t: said } = useTranslation('improvement')
  return (
    <Table<PartnerDetail['actions'][number]>
      rowKey="id"
      size="middle"
      pagination={false}
      dataSource={actions}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: said('action.one'), className: 'part-title', render: (_, { id, title }) => <Link to={`/actions/${id}`}>{title}</Link> },
        { title: t('report'), className: 'part-title', render: (_, { report }) => report.name },
        { title: t('due'), render: (_, { dueOn }) => dueOn },
        { title: t('stateTitle'), render: (_, { state }) => said(`state.${state}`) },
        { title: t('score.effective'), render: (_, { verdict }) => (verdict ? said(`verdict.${verdict}`) : '—') },
      ]}
    />
  )
}
