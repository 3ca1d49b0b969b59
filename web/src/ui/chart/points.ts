import type { ChartOption } from './Picture.tsx'

/** A point of a chart that opens something: where ECharts finds it, and how it is read out. */
export type Point = { seriesIndex: number; dataIndex: number; dataType?: 'edge'; pick: unknown; text: string }

type Datum = { value?: unknown; pick?: unknown; name?: string; text?: string }
type Series = { name?: unknown; data?: readonly unknown[]; links?: readonly unknown[] }

const listOf = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value as T]
const namesOf = (axis: unknown) => (axis as { type?: string; data?: readonly unknown[] } | undefined)?.data?.map(String)

/** Every point that can be picked, in the order of its series. */
export function pointsOf(option: ChartOption): Point[] {
  const names = [...listOf(option.xAxis), ...listOf(option.yAxis)].map(namesOf).find((data) => data !== undefined)
  return listOf(option.series).flatMap((one, seriesIndex) => {
    const series = one as Series
    return (series.links ?? series.data ?? []).flatMap((datum, dataIndex): Point[] => {
      if (typeof datum !== 'object' || datum === null || !('pick' in datum)) return []
      const { value, pick, name, text } = datum as Datum
      const place = { seriesIndex, dataIndex, ...(series.links && { dataType: 'edge' as const }) }
      return [{ ...place, pick, text: text ?? `${name ?? names?.[dataIndex] ?? ''} ${String(value ?? '')}`.trim() }]
    })
  })
}
