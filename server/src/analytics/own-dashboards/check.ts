import { cardNeeds, type MeasureCut, type MeasureDefinition, mostFilters, type OwnCard } from '@zhiwei/contract'
import { invalidInput } from '../../platform/errors.ts'
import { measureDefinitions } from '../measures/definitions.ts'
import { isTime } from '../measures/time-cuts.ts'

const definitionOf = new Map(measureDefinitions().map((definition) => [definition.name, definition]))

/** Each card can be drawn: its measure can be cut so, its kind suits both, no two of one id, and not too many filters. @throws INPUT_INVALID */
export function checkCards(cards: readonly OwnCard[]) {
  const ids = new Set<string>()
  for (const [at, card] of cards.entries()) {
    const definition = definitionOf.get(card.measure)
    if (!definition) throw invalidInput(`#/cards/${at}/measure`, '没有这个指标')
    if (ids.has(card.id)) throw invalidInput(`#/cards/${at}/id`, '两张卡片不能同号')
    ids.add(card.id)
    const trouble = troubleOf(card, definition)
    if (trouble) throw invalidInput(`#/cards/${at}/by`, trouble)
  }
  const filters = cards.map(({ filter = {} }) => JSON.stringify(Object.entries(filter).toSorted()))
  const tooMany = filters.findIndex((_, at) => new Set(filters.slice(0, at + 1)).size > mostFilters)
  if (tooMany >= 0) throw invalidInput(`#/cards/${tooMany}/filter`, `一块看板最多 ${mostFilters} 种不同的筛选，请分成几块看板`)
}

/** Why a card cannot be drawn; undefined where it can. */
function troubleOf(card: OwnCard, definition: MeasureDefinition): string | undefined {
  const { kind, by, cuts = [] } = card
  const { cut, units } = cardNeeds[kind]
  if (units && !units.includes(definition.unit)) return '这种图画不了这个指标'
  const amiss = amissIn(card, definition)
  if (amiss) return amiss
  if (cut === 'none') return by === undefined && cuts.length === 0 ? undefined : '这种图不能拆分'
  const named: MeasureCut[] = by === undefined ? cuts : [by, ...cuts]
  if (named.some((one) => !definition.cuts.includes(one))) return '这个指标不能这样拆分'
  if (named.some((one) => isTime(one) !== (cut === 'time'))) return cut === 'time' ? '这种图只按日、周、月拆分' : '这种图不能按时间拆分'
  // Left out, a trend is drawn by what suits the period.
  if (by === undefined && cut === 'property') return '请选按什么拆分'
  if (by === undefined && !definition.cuts.some(isTime)) return '这个指标不能这样拆分'
  return undefined
}

/** What a card that shows several measures or cuts together lacks of them. */
function amissIn({ kind, measure, by, across, steps = [] }: OwnCard, definition: MeasureDefinition): string | undefined {
  if (kind === 'heat' && !(across && across !== by && definition.cuts.includes(across) && definition.pivots)) return '热力图要有两种拆分'
  if (kind === 'flows' && measure !== 'dispatchedCases') return '流向图只画派单件数'
  const isTogether = kind === 'funnel' || kind === 'cohort'
  if (isTogether && (steps.length === 0 || steps.some((name) => definitionOf.get(name)?.unit !== 'share'))) return '请列出各步的指标'
  return undefined
}
