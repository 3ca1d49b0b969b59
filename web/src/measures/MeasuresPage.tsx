import type { MeasureName } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { useFormat, useNow, useUrlState } from '../platform/index.ts'
import { writeState } from '../platform/url-state.ts'
import { SavedViews } from '../saved-views/index.ts'
import { Page, PageSkeleton, ProblemNotice } from '../ui/index.ts'
import { AnalysisNav } from './AnalysisNav.tsx'
import { MeasurePart } from './MeasurePart.tsx'
import { MeasureTable } from './MeasureTable.tsx'
import { PeriodChooser } from './PeriodChooser.tsx'
import { MeasurePlace, periodOfPlace } from './period.ts'
import { useMeasureDefinitions, useMeasures } from './queries.ts'

/** 指标: every measure of the period beside the one before and a year ago; the chosen one cut and drawn, each number opening its rows. */
export function MeasuresPage() {
  const { t } = useTranslation('measures')
  const [place, setPlace] = useUrlState(MeasurePlace)
  const { date } = useFormat()
  const period = periodOfPlace(place, date(useNow()))
  const definitions = useMeasureDefinitions()
  const figures = useMeasures({ ...period, unitId: place.unitId })
  if (definitions.isPending || figures.isPending) return <PageSkeleton shape="detail" />
  const problem = definitions.error ?? figures.error
  const chosen = definitions.data?.rows.find(({ name }) => name === place.name)
  return (
    <Page title={t('title')} nav={<AnalysisNav />}>
      <SavedViews
        page="/measures"
        query={writeState(MeasurePlace, place, new URLSearchParams()).toString()}
        shipped={[{ query: '', name: t('usual') }]}
        mayBeDefault
      />
      <PeriodChooser place={place} period={period} onChange={(change) => setPlace({ ...place, ...change })} />
      {problem && <ProblemNotice problem={problem} onRetry={() => void figures.refetch()} />}
      {figures.data && definitions.data && (
        <div className="measure-columns">
          <MeasureTable
            definitions={definitions.data.rows}
            measures={figures.data.measures}
            chosen={place.name}
            onChoose={(name: MeasureName) => setPlace({ ...place, name })}
          />
          {chosen && <MeasurePart definition={chosen} place={place} period={period} onCut={(by) => setPlace({ ...place, by })} />}
        </div>
      )}
    </Page>
  )
}
