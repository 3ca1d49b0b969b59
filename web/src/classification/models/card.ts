import type { ModelQuality, TextModel } from '@zhiwei/contract'
import inChinese from './card-says.zh-CN.json' with { type: 'json' }

/** The sentences of the shipped cards in Chinese, by their English. */
export const cardSays: Record<string, string> = inChinese

/** The parts of a model card (模型卡) that have a place on the page. Cards are data from outside this app: every part may be missing or of another shape. */
export type Confusion = { labels: string[]; rows: number[][] }
export type Source = { file: string; licence: string; trainedOn: number | null }
type Card = Record<string, unknown>

const isObject = (value: unknown): value is Card => typeof value === 'object' && value !== null && !Array.isArray(value)
const numberOf = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : null)
export const textOf = (value: unknown) => (typeof value === 'string' && value ? value : null)

/** `kappa`: agreement on a scale, where the order of the labels means something. */
export type Quality = Omit<ModelQuality, 'macroF1'> & { macroF1: number | null; kappa: number | null }

/** Judged by rules: nothing was trained, and there is no card. */
export const isByRules = ({ card, origin, bytes }: Pick<TextModel, 'card' | 'origin' | 'bytes'>) =>
  !card && origin !== 'seeds' && bytes === null

/** Measured by the comparison, else on the texts held out when the shipped model was made. */
export function qualityOf({ quality, card }: Pick<TextModel, 'quality' | 'card'>): Quality | null {
  return [quality, card?.metrics, ...heldOutOf(card)].map(measured).find((one) => one !== null) ?? null
}

/** 比较时在用的模型, on the same rows as the candidate. */
export const championOf = (card: Card | null) => measured(card?.championMetrics)

/** Our own texts first, then each public set; what was measured on several kinds of texts is taken apart. */
function heldOutOf(card: Card | null): Card[] {
  const parts = [card?.ownTest, card?.heldOut].filter(isObject)
  return parts.flatMap((part) => ('rows' in part || 'confusion' in part ? [part] : Object.values(part).filter(isObject)))
}

function measured(value: unknown): Quality | null {
  if (!isObject(value)) return null
  const [rows, accuracy] = [value.rows, value.accuracy].map(numberOf)
  if (rows == null || accuracy == null) return null
  return { rows, accuracy, macroF1: numberOf(value.macroF1), ece: numberOf(value.ece), kappa: numberOf(value.quadraticKappa) }
}

/** When it was trained: an instant, or the date of a shipped model. */
export const trainedOf = ({ trainedAt, card }: Pick<TextModel, 'trainedAt' | 'card'>) => trainedAt ?? textOf(card?.date)

export function sourcesOf(card: Card | null): Source[] {
  if (!Array.isArray(card?.data)) return []
  return card.data.filter(isObject).map(({ file, licence, trainedOn }) => ({
    file: textOf(file) ?? '',
    licence: textOf(licence) ?? '',
    trainedOn: numberOf(trainedOn),
  }))
}

export const trainedOnOf = ({ trainedOn, card }: Pick<TextModel, 'trainedOn' | 'card'>) =>
  trainedOn ?? (sourcesOf(card).reduce((sum, source) => sum + (source.trainedOn ?? 0), 0) || null)

/** Beyond so many labels the rarest stand together. */
const mostLabels = 16
/** Label of what stands together; no code looks like it. */
export const otherLabels = '…'

/** What was said of what (混淆表), the most frequent labels first. */
export function confusionOf(card: Card | null): Confusion | null {
  const tables = [card?.confusion, ...heldOutOf(card).map(({ confusion }) => confusion)]
  const found = tables.map((table) => tableOf(table, card?.classes)).find((one) => one !== null)
  return found ? gathered(found) : null
}

function tableOf(value: unknown, labelsOfCard: unknown): Confusion | null {
  if (Array.isArray(value) && Array.isArray(labelsOfCard)) return { labels: labelsOfCard.map(String), rows: value as number[][] }
  if (!isObject(value)) return null
  const { classes, rows } = value
  if (Array.isArray(classes) && Array.isArray(rows)) return { labels: classes.map(String), rows: rows as number[][] }
  const entries = Object.entries(value).filter((entry): entry is [string, Card] => isObject(entry[1]))
  const labels = [...new Set(entries.flatMap(([truth, said]) => [truth, ...Object.keys(said)]))]
  if (labels.length === 0) return null
  const byTruth = Object.fromEntries(entries)
  return { labels, rows: labels.map((truth) => labels.map((said) => numberOf(byTruth[truth]?.[said]) ?? 0)) }
}

function gathered({ labels, rows }: Confusion): Confusion {
  const sizes = labels.map((_, at) =>
    rows.reduce((sum, row, truth) => sum + (row[at] ?? 0) + (truth === at ? row.reduce((a, b) => a + b, 0) : 0), 0),
  )
  const used = labels.map((_, at) => at).filter((at) => (sizes[at] ?? 0) > 0)
  const ranked = used.sort((one, other) => (sizes[other] ?? 0) - (sizes[one] ?? 0))
  const kept = ranked.length > mostLabels ? ranked.slice(0, mostLabels - 1) : ranked
  const places = [...kept.map((at) => [at]), ...(kept.length < ranked.length ? [ranked.slice(kept.length)] : [])]
  const sum = (truths: number[], saids: number[]) =>
    truths.reduce((all, truth) => all + saids.reduce((part, said) => part + (rows[truth]?.[said] ?? 0), 0), 0)
  return {
    labels: places.map((place, at) => (at < kept.length ? (labels[place[0] ?? 0] ?? '') : otherLabels)),
    rows: places.map((truths) => places.map((saids) => sum(truths, saids))),
  }
}
