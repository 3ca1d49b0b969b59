import { useTranslation } from 'react-i18next'
import { Navigate, useParams } from 'react-router'
import { AnalysisNav, useMeasureDefinitions } from '../measures/index.ts'
import { useFormat, useNow, useUrlState } from '../platform/index.ts'
import { Page, PageSkeleton, ProblemNotice } from '../ui/index.ts'
import { FigureCard } from './cards/FigureCard.tsx'
import { DashboardFilters } from './DashboardFilters.tsx'
import { DashboardPlace, queryOf } from './place.ts'
import { useDashboard } from './queries.ts'
import './dashboards.css'

/** `/dashboards`: the one to begin with. */
export function DashboardHome() {
  return <Navigate to="/dashboards/manager" replace />
}

/** 看板: its cards under its questions, all asked at once; period and filters stand in the address. */
export function DashboardPage() {
  const { t } = useTranslation('dashboards')
  const { name = 'manager' } = useParams()
  const [place, setPlace] = useUrlState(DashboardPlace)
  const { date } = useFormat()
  const today = date(useNow())
  const figures = useDashboard(name, queryOf(place, today))
  const definitions = useMeasureDefinitions()
  if (figures.isPending || definitions.isPending) return <PageSkeleton shape="detail" />
  const problem = figures.error ?? definitions.error
  const cards = figures.data?.cards ?? []
  const parts = [...new Set(cards.map(({ card }) => card.part ?? ''))]
  return (
    <Page title={t(`name.${name}`)} nav={<AnalysisNav />}>
      <DashboardFilters place={place} onChange={setPlace} />
      {problem && <ProblemNotice problem={problem} onRetry={() => void Promise.all([figures.refetch(), definitions.refetch()])} />}
      {parts.map((part) => (
        <section key={part} className="dashboard-part">
          {part && <h2>{t(`part.${part}`)}</h2>}
          <div className="dashboard-cards" aria-busy={figures.isPlaceholderData}>
            {cards
              .filter(({ card }) => (card.part ?? '') === part)
              .map((shown) => {
                const definition = definitions.data?.rows.find(({ name: measure }) => measure === shown.card.measure)
                return (
                  definition && (
                    <FigureCard
                      key={shown.card.id}
                      figures={shown}
                      definition={definition}
                      place={place}
                      today={today}
                      onCut={(cut) => setPlace({ ...place, cut })}
                    />
                  )
                )
              })}
          </div>
        </section>
      ))}
    </Page>
  )
}
