import type { PartnerRow, ScorePart } from '@zhiwei/contract'
import { Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ImprovementTabs } from '../improvement/index.ts'
import { EmptyState, Page, ProblemNotice, TableBones } from '../ui/index.ts'
import { usePartners } from './queries.ts'
import './partners.css'

/** 合作单位: every firm with its score. */
export function PartnersPage() {
  const { t } = useTranslation('partners')
  const partners = usePartners()
  const rows = partners.data?.rows ?? []
  return (
    <Page title={t('title')}>
      <ImprovementTabs active="partners" />
      {partners.isPending && <TableBones />}
      {partners.isError && <ProblemNotice problem={partners.error} onRetry={partners.refetch} />}
      {partners.data && rows.length === 0 && <EmptyState title={t('empty')} detail={t('emptyDetail')} />}
      {rows.length > 0 && (
        <>
          <Table<PartnerRow>
            rowKey={({ unit }) => unit.id}
            size="middle"
            pagination={false}
            dataSource={rows}
            scroll={{ x: 'max-content' }}
            columns={[
              { title: t('firm'), render: (_, { unit }) => <Link to={`/partners/${unit.id}`}>{unit.name}</Link> },
              {
                title: t('score.title'),
                render: (_, { score }) => (
                  <>
                    <b className="score-number">{score.score ?? '—'}</b> {score.score !== null && score.few && <Tag>{t('score.few')}</Tag>}
                  </>
                ),
              },
              { title: t('score.timely'), render: (_, { score }) => <Counted part={score.timely} /> },
              { title: t('score.complete'), render: (_, { score }) => <Counted part={score.complete} /> },
              { title: t('score.effective'), render: (_, { score }) => <Counted part={score.effective} /> },
              { title: t('openParts'), render: (_, { openParts }) => openParts },
              {
                title: t('overdueAsks'),
                render: (_, { overdueAsks }) => <span className={overdueAsks > 0 ? 'is-late' : ''}>{overdueAsks}</span>,
              },
            ]}
          />
          <p className="meta">{t('score.formula')}</p>
        </>
      )}
    </Page>
  )
}

function Counted({ part: { hits, of, share } }: { part: ScorePart }) {
  const { t } = useTranslation('partners')
  return <>{share === null ? '—' : `${Math.round(share * 100)}% · ${t('score.hitsOf', { hits, of })}`}</>
}
