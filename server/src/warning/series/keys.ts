/** 计数序列: as what a case is counted. Pure. Source: docs/rules/surges.md */

export type Dimension = 'category' | 'product' | 'region' | 'node' | 'unit' | 'channel'
export type CountedCase = {
  category: string | null
  product: string | null
  region: string | null
  node: string | null
  unit_id: string | null
  channel: string
}
/** A series by name: `dims` as `product*region`, `key` with a line for each part. */
export type SeriesKey = { dims: string; key: string }

export const dimensions: readonly Dimension[] = ['category', 'product', 'region', 'node', 'unit', 'channel']

// What is looked at together: where a matter is made, sold, done and felt. Others add rows without saying more.
const combinations: readonly (readonly Dimension[])[] = [
  ['product', 'region'],
  ['product', 'node'],
  ['category', 'product'],
  ['category', 'region'],
  ['category', 'unit'],
  ['category', 'channel'],
  ['region', 'node'],
  ['category', 'product', 'region'],
]
export const everyDims: readonly string[] = ['all', ...dimensions, ...combinations.map((parts) => parts.join('*'))]

// Products and places are what people typed: longer ones are cut, so that a line of a series stays a line.
const longestValue = 80
const lineOf = (value: string | null) => (value ?? '').replace(/\s+/g, ' ').trim().slice(0, longestValue)

/** Every series a case belongs to: all, each level of its category, each of its facts, and what is looked at together. */
export function seriesOf(of: CountedCase): SeriesKey[] {
  const values: Record<Dimension, string> = {
    category: lineOf(of.category),
    product: lineOf(of.product),
    region: lineOf(of.region),
    node: lineOf(of.node),
    unit: of.unit_id ?? '',
    channel: of.channel,
  }
  const singles = dimensions.flatMap((dims) =>
    (dims === 'category' ? levelsOf(values.category) : [values[dims]]).filter(Boolean).map((key) => ({ dims, key })),
  )
  const together = combinations
    .filter((parts) => parts.every((part) => values[part]))
    .map((parts) => ({ dims: parts.join('*'), key: parts.map((part) => values[part]).join('\n') }))
  return [{ dims: 'all', key: '' }, ...singles, ...together]
}

/** `quality.fault` → `quality`, `quality.fault`. */
function levelsOf(code: string): string[] {
  const parts = code ? code.split('.') : []
  return parts.map((_, at) => parts.slice(0, at + 1).join('.'))
}

/** What a series is about, part by part. */
export const partsOf = ({ dims, key }: SeriesKey): { dimension: Dimension; value: string }[] =>
  dims === 'all' ? [] : dims.split('*').map((dimension, at) => ({ dimension: dimension as Dimension, value: key.split('\n')[at] ?? '' }))

/** Where a tenant's own typing makes more series of a kind than this, the rest is counted together under this name. */
export const mostOfKind = 5_000
export const others = '…'
export const othersOf = (dims: string): SeriesKey => ({ dims, key: dims.split('*').fill(others).join('\n') })
