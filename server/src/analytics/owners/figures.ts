import type { MeasureCut, MeasureFigure, MeasureItem, Permission } from '@zhiwei/contract'
import type { Tx } from '../../platform/database.ts'
import { empty } from '../measures/figure.ts'
import { bucketKeyOf, bucketOf, type Period, untilNow } from '../measures/period.ts'
import { type Asked, readOnce } from '../measures/tally.ts'
import { isTime } from '../measures/time-cuts.ts'
import { readActions } from './actions.ts'
import { type OwnName, ownCuts } from './names.ts'
import { readRisk } from './risk.ts'
import { readWarnings } from './warnings.ts'

/** A row of another module behind a figure. */
export type OwnItem = MeasureItem & { unitId: string | null }
/** What a module tells of a period: the rows, and the figure of any part of them. */
export type OwnRead = { items: OwnItem[]; figureOf: (items: OwnItem[], period: Period) => MeasureFigure }

type Reader = (tx: Tx, asked: Asked) => Promise<Partial<Record<OwnName, OwnRead>>>
const readers: { names: OwnName[]; right: Permission | null; read: Reader }[] = [
  { names: ['actionOnTime', 'actionEffective', 'recurrence'], right: null, read: readActions },
  { names: ['warningPrecision', 'warningRecall', 'warningLead', 'falseAlarms'], right: 'warnings:read', read: readWarnings },
  { names: ['riskPrecision'], right: 'warnings:read', read: readRisk },
]

export async function readOwn(tx: Tx, asked: Asked, name: OwnName): Promise<OwnRead | 'right' | 'cut'> {
  const reader = readers.find(({ names }) => names.includes(name))
  if (!reader || (reader.right && !asked.actor.permissions.has(reader.right))) return 'right'
  const { unitId: _, ...others } = asked.filter ?? {}
  const isFiltered = ownCuts[name].includes('unit') ? Object.keys(others).length > 0 : asked.filter && Object.keys(asked.filter).length > 0
  if (isFiltered) return 'cut'
  const { from, to } = asked.period
  const rows = `${reader.names[0]} ${from.getTime()} ${to.getTime()} ${asked.filter?.unitId ?? ''}`
  const found = await readOnce(asked, rows, () => reader.read(tx, asked))
  return found[name] ?? 'right'
}

/** The figures of a measure of another module, by key of the cut. */
export async function ownFigures(tx: Tx, asked: Asked, name: OwnName): Promise<Map<string, MeasureFigure>> {
  const { by, zone } = asked
  const own = await readOwn(tx, asked, name)
  const period = untilNow(asked.period, asked.now)
  if (typeof own === 'string') return new Map([['', { ...empty, lacks: own }]])
  const { items, figureOf } = own
  if (by === null) return new Map([['', figureOf(items, period)]])
  const parts = Map.groupBy(items, (item) => ownKeyOf(item, by, zone))
  return new Map([...parts].map(([key, part]) => [key, figureOf(part, isTime(by) ? bucketOf(key, by, period, zone) : period)]))
}

/** The key of the cut a row stands under. */
export const ownKeyOf = ({ at, unitId }: OwnItem, by: MeasureCut, zone: string) =>
  isTime(by) ? bucketKeyOf(new Date(at), by, zone) : by === 'unit' ? (unitId ?? '') : ''
