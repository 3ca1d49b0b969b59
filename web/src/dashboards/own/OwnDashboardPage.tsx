import type { OwnDashboard } from '@zhiwei/contract'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useParams } from 'react-router'
import { AnalysisNav, useMeasureDefinitions } from '../../measures/index.ts'
import { useFormat, useNow, useUrlState } from '../../platform/index.ts'
import { EmptyState, Page, PageSkeleton, ProblemNotice } from '../../ui/index.ts'
import { DashboardFilters } from '../DashboardFilters.tsx'
import { DashboardViews } from '../DashboardViews.tsx'
import { DashboardPlace, queryOf } from '../place.ts'
import { Recounting } from '../Recounting.tsx'
import { WallButton } from '../wall/WallButton.tsx'
import { Arranging } from './Arranging.tsx'
import { BoardForm } from './BoardForm.tsx'
import { CopyDashboard } from './CopyDashboard.tsx'
import { OwnCards } from './OwnCards.tsx'
import { useChangeOwnDashboard, useOwnDashboard, useOwnFigures } from './queries.ts'

/** `/dashboards/own/:id`: a board of one's own, or one that a colleague shares. */
export function OwnDashboardPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('dashboards')
  const board = useOwnDashboard(id)
  if (board.isPending) return <PageSkeleton shape="detail" />
  if (board.data) return <Board key={id} board={board.data} />
  return (
    <Page title={t('own.title')} nav={<AnalysisNav />}>
      <ProblemNotice problem={board.error} onRetry={board.refetch} />
    </Page>
  )
}

function Board({ board }: { board: OwnDashboard }) {
  const { t } = useTranslation('dashboards')
  const { id, name, mine, shared, by, cards } = board
  const { state } = useLocation()
  const [isArranging, setArranging] = useState(mine && state?.isArranging === true)
  const [isNaming, setNaming] = useState(false)
  const [place, setPlace] = useUrlState(DashboardPlace)
  const { date } = useFormat()
  const today = date(useNow())
  const figures = useOwnFigures(id, queryOf(place, today))
  const definitions = useMeasureDefinitions()
  const change = useChangeOwnDashboard(id)
  const problem = figures.error ?? definitions.error
  const shown = { board, figures: figures.data?.cards ?? [], definitions: definitions.data?.rows ?? [], place, today }
  const onCut = (cut: DashboardPlace['cut']) => setPlace({ ...place, cut })
  const arrange = (
    <Button type="primary" onClick={() => setArranging(!isArranging)}>
      {t(isArranging ? 'own.done' : 'own.arrange')}
    </Button>
  )
  return (
    <Page
      title={name}
      breadcrumbs={[{ label: t('own.title'), to: '/dashboards/own' }]}
      extra={shared && <Tag>{mine ? t('own.shared') : t('own.sharedBy', { name: by?.name ?? '—' })}</Tag>}
      actions={
        <>
          {cards.length > 0 && <WallButton />}
          <CopyDashboard name={name} cards={cards} />
          {mine && <Button onClick={() => setNaming(true)}>{t('own.rename')}</Button>}
          {mine && arrange}
        </>
      }
    >
      <DashboardViews />
      <DashboardFilters place={place} onChange={setPlace} />
      {problem && <ProblemNotice problem={problem} onRetry={() => void Promise.all([figures.refetch(), definitions.refetch()])} />}
      <Recounting figures={figures.data} />
      {change.isError && <ProblemNotice problem={change.error} />}
      {cards.length === 0 && !isArranging && (
        <EmptyState title={t('own.noCards')} detail={t(mine ? 'own.noCardsDetail' : 'own.noCardsOfOthers')} action={mine && arrange} />
      )}
      {isArranging ? (
        <Arranging {...shown} onCut={onCut} onChange={(next) => change.mutate({ name, shared, cards: next })} />
      ) : (
        <OwnCards {...shown} onCut={onCut} />
      )}
      {isNaming && (
        <BoardForm
          title={t('own.rename')}
          okText={t('own.save')}
          initialValues={{ name, shared }}
          onSubmit={(values) => change.mutateAsync({ ...values, cards })}
          onClose={() => setNaming(false)}
        />
      )}
    </Page>
  )
}
