import { useTranslation } from 'react-i18next'
import { Navigate, useParams } from 'react-router'
import { AnalysisNav, useMeasureDefinitions } from '../measures/index.ts'
import { useFormat, useNow } from '../platform/index.ts'
import { Page, PageSkeleton, ProblemNotice } from '../ui/index.ts'
import { CardGrid } from './CardGrid.tsx'
import { DashboardFilters } from './DashboardFilters.tsx'
import { DashboardViews } from './DashboardViews.tsx'
import { CopyDashboard } from './own/CopyDashboard.tsx'
import { filterOf, queryOf } from './place.ts'
import { useDashboard } from './queries.ts'
import { Recounting } from './Recounting.tsx'
import { Today } from './Today.tsx'
import { useDashboardPlace } from './use-place.ts'
import { WallButton } from './wall/WallButton.tsx'

/** `/dashboards`: the one to begin with. */
export function DashboardHome() {
  return <Navigate to="/dashboards/manager" replace />
}

/** 看板: its cards under its questions, all asked at once; period and filters stand in the address. */
export function DashboardPage() {
  const { t } = useTranslation('dashboards')
  const { name = 'manager' } = useParams()
  const [place, setPlace] = useDashboardPlace(name)
  const { date } = useFormat()
  const today = date(useNow())
  const figures = useDashboard(name, queryOf(place, today))
  const definitions = useMeasureDefinitions()
  if (figures.isPending || definitions.isPending) return <PageSkeleton shape="detail" />
  const problem = figures.error ?? definitions.error
  const cards = figures.data?.cards ?? []
  const parts = [...new Set(cards.map(({ card }) => card.part ?? ''))]
  return (
    <Page
      title={t(`name.${name}`)}
      nav={<AnalysisNav />}
      actions={
        <>
          <WallButton />
          <CopyDashboard name={t(`name.${name}`)} cards={cards.map(({ card }) => card)} />
        </>
      }
    >
      <DashboardViews />
      <DashboardFilters place={place} onChange={setPlace} />
      {problem && <ProblemNotice problem={problem} onRetry={() => void Promise.all([figures.refetch(), definitions.refetch()])} />}
      <Recounting figures={figures.data} />
      {name === 'supervisor' && definitions.data && <Today today={today} filter={filterOf(place)} definitions={definitions.data.rows} />}
      {parts.map((part) => (
        <section key={part} className="dashboard-part">
          {part && <h2>{t(`part.${part}`)}</h2>}
          <CardGrid
            cards={cards.filter(({ card }) => (card.part ?? '') === part)}
            definitions={definitions.data?.rows ?? []}
            place={place}
            today={today}
            isBusy={figures.isPlaceholderData}
            onCut={(cut) => setPlace({ ...place, cut })}
          />
        </section>
      ))}
    </Page>
  )
}
