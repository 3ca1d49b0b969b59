import type { OwnDashboardRow } from '@zhiwei/contract'
import { App, Button, Popconfirm, Table, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { AnalysisNav } from '../../measures/index.ts'
import { EmptyState, Instant, Page, ProblemNotice, Sideways, TableBones, useProblemWords } from '../../ui/index.ts'
import { BoardForm } from './BoardForm.tsx'
import { useMakeOwnDashboard, useOwnDashboards, useRemoveOwnDashboard, useTakeOverOwnDashboard } from './queries.ts'

/** 我的看板: the boards one has made, and those colleagues share. */
export function OwnDashboardsPage() {
  const { t } = useTranslation('dashboards')
  const boards = useOwnDashboards()
  const make = useMakeOwnDashboard()
  const navigate = useNavigate()
  const [isMaking, setMaking] = useState(false)
  const rows = boards.data?.rows ?? []
  const create = (
    <Button type="primary" onClick={() => setMaking(true)}>
      {t('own.new')}
    </Button>
  )
  return (
    <Page title={t('own.title')} nav={<AnalysisNav />} actions={rows.length > 0 && create}>
      {boards.isPending && <TableBones />}
      {boards.isError && <ProblemNotice problem={boards.error} onRetry={boards.refetch} />}
      {boards.data && rows.length === 0 && <EmptyState title={t('own.none')} detail={t('own.noneDetail')} action={create} />}
      {rows.length > 0 && <BoardTable rows={rows} />}
      {isMaking && (
        <BoardForm
          title={t('own.new')}
          okText={t('own.make')}
          onSubmit={async (values) => {
            const { id } = await make.mutateAsync({ ...values, cards: [] })
            await navigate(`/dashboards/own/${id}`, { state: { isArranging: true } })
          }}
          onClose={() => setMaking(false)}
        />
      )}
    </Page>
  )
}

function BoardTable({ rows }: { rows: OwnDashboardRow[] }) {
  const { t } = useTranslation('dashboards')
  return (
    <Sideways label={t('own.title')}>
      <Table<OwnDashboardRow>
        size="small"
        pagination={false}
        rowKey="id"
        dataSource={rows}
        columns={[
          { title: t('own.name'), render: (_, { id, name }) => <Link to={`/dashboards/own/${id}`}>{name}</Link> },
          {
            title: t('own.whose'),
            render: (_, { mine, shared, by, left }) => (
              <>
                {mine ? t('own.mine') : (by?.name ?? '—')} {shared && <Tag>{t('own.shared')}</Tag>} {left && <Tag>{t('own.left')}</Tag>}
              </>
            ),
          },
          { title: t('own.cards'), align: 'right', dataIndex: 'cardCount', className: 'figures' },
          { title: t('own.changedAt'), render: (_, { changedAt }) => <Instant at={changedAt} /> },
          {
            title: t('own.acts'),
            render: (_, row) => (
              <>
                {row.can.takeOver && <TakeOver board={row} />}
                {row.can.remove && <RemoveBoard board={row} />}
              </>
            ),
          },
        ]}
      />
    </Sideways>
  )
}

/** 接手: of a colleague who left. */
function TakeOver({ board: { id, name } }: { board: OwnDashboardRow }) {
  const { t } = useTranslation('dashboards')
  const { message } = App.useApp()
  const words = useProblemWords()
  const take = useTakeOverOwnDashboard()
  return (
    <Button
      type="text"
      size="small"
      loading={take.isPending}
      onClick={() => take.mutate(id, { onError: (error) => void message.error(words(error).title) })}
    >
      {t('own.takeOver')}
      <span className="out-of-sight">{name}</span>
    </Button>
  )
}

function RemoveBoard({ board }: { board: OwnDashboardRow }) {
  const { t } = useTranslation('dashboards')
  const { message } = App.useApp()
  const words = useProblemWords()
  const remove = useRemoveOwnDashboard()
  return (
    <Popconfirm
      title={t(board.shared ? 'own.removeSharedAsk' : 'own.removeAsk', { name: board.name })}
      okText={t('own.remove')}
      onConfirm={() => remove.mutate(board.id, { onError: (error) => void message.error(words(error).title) })}
    >
      <Button type="text" size="small">
        {t('own.remove')}
        <span className="out-of-sight">{board.name}</span>
      </Button>
    </Popconfirm>
  )
}
