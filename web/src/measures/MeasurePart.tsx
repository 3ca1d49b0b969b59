import type { MeasureCut, MeasureDefinition, MeasureRow } from '@zhiwei/contract'
import { Select, Skeleton } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../platform/index.ts'
import { Chart, type ChartOption, ProblemNotice } from '../ui/index.ts'
import { ofText, valueText } from './figure-text.ts'
import { Figure } from './MeasureTable.tsx'
import type { MeasurePlace } from './period.ts'
import { useMeasures } from './queries.ts'
import { RowsDrawer } from './RowsDrawer.tsx'
import { useKeyNames } from './use-key-names.ts'
import { useWordsOf } from './use-words.ts'

type Props = {
  definition: MeasureDefinition
  place: MeasurePlace
  period: { from: string; to: string }
  onCut: (by: MeasureCut) => void
}

const isTime = (by: MeasureCut) => ['day', 'week', 'month', 'weekday', 'hour'].includes(by)
/** So many bars can be read; the rest stand in the table. */
const mostBars = 20

/** One measure cut by a property or by time: drawn, as a table, and what it means. */
export function MeasurePart({ definition, place, period, onCut }: Props) {
  const { t } = useTranslation('measures')
  const words = useWordsOf()
  const nameOf = useKeyNames(place.by)
  const { duration } = useFormat()
  const [opened, setOpened] = useState<string>()
  const figures = useMeasures({ names: definition.name, by: place.by, ...period, unitId: place.unitId })
  const measured = figures.data?.measures[0]
  const rows = useMemo(() => measured?.rows ?? [], [measured])
  const option = useMemo(
    () => optionOf(rows, place.by, nameOf, (value) => valueText(value, definition.unit, duration)),
    [rows, place.by, definition, nameOf, duration],
  )
  return (
    <section className="card measure-part">
      <h2 className="measure-head">
        {words(definition.title)}
        <Select
          size="small"
          value={place.by}
          aria-label={t('by')}
          onChange={onCut}
          popupMatchSelectWidth={false}
          options={definition.cuts.map((value) => ({ value, label: t(`cut.${value}`) }))}
        />
      </h2>
      <dl className="measure-meaning meta">
        <dt>{t('formula')}</dt>
        <dd>{words(definition.formula)}</dd>
        <dt>{t('counted')}</dt>
        <dd>{words(definition.counted)}</dd>
      </dl>
      {figures.isPending && <Skeleton.Node active style={{ width: '100%', height: 280 }} />}
      {figures.isError && <ProblemNotice problem={figures.error} onRetry={figures.refetch} />}
      {measured && rows.length === 0 && <p className="meta">{t(definition.cuts.includes(place.by) ? 'nothing' : 'notCut')}</p>}
      {measured && rows.length > 0 && (
        <Chart
          height={280}
          option={option}
          label={t('picture', { name: words(definition.title), by: t(`cut.${place.by}`) })}
          onPick={(key) => typeof key === 'string' && setOpened(key)}
          table={{
            columns: [t(`cut.${place.by}`), t('value'), t('of')],
            rows: rows.map((row) => ({
              key: row.key || 'none',
              pick: row.key,
              cells: [nameOf(row), <Figure key="value" figure={row} unit={definition.unit} />, ofText(row, definition.unit)],
            })),
          }}
        />
      )}
      {opened !== undefined && (
        <RowsDrawer
          definition={definition}
          query={{ ...period, by: place.by, key: opened, unitId: place.unitId }}
          title={nameOf({ key: opened, name: rows.find(({ key }) => key === opened)?.name ?? null })}
          onClose={() => setOpened(undefined)}
        />
      )}
    </section>
  )
}

function optionOf(
  rows: readonly MeasureRow[],
  by: MeasureCut,
  nameOf: (row: Pick<MeasureRow, 'key' | 'name'>) => string,
  text: (value: number) => string,
): ChartOption {
  const time = isTime(by)
  const shown = time ? rows : rows.slice(0, mostBars)
  const names = { type: 'category' as const, data: shown.map(nameOf), ...(!time && { inverse: true }) }
  const values = { type: 'value' as const, axisLabel: { formatter: text } }
  const data = shown.map((row) => ({ value: row.value ?? '-', pick: row.key }))
  return {
    grid: { left: 8, right: 24, top: 16, bottom: 8, containLabel: true },
    tooltip: { trigger: 'item', renderMode: 'richText', valueFormatter: (value) => (typeof value === 'number' ? text(value) : '—') },
    xAxis: time ? names : values,
    yAxis: time ? values : names,
    series: [time ? { type: 'line', symbolSize: 6, data } : { type: 'bar', barMaxWidth: 22, data }],
  }
}
