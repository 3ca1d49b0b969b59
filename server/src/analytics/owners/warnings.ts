import type { MeasureFigure } from '@zhiwei/contract'
import { seesAll } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { type QualityRows, qualityFigures, qualityRows } from '../../warning/index.ts'
import { empty, enoughFrom } from '../measures/figure.ts'
import { untilNow } from '../measures/period.ts'
import type { Asked } from '../measures/tally.ts'
import type { OwnItem, OwnRead } from './figures.ts'

type Share = { hits: number; of: number; value: number; low: number; high: number } | null
/** A share as 预警 tells it; of fewer than five only the counts. */
const told = (share: Share): MeasureFigure => {
  if (!share) return { ...empty, numerator: 0, denominator: 0 }
  const enough = share.of >= enoughFrom
  const { hits, of, value, low, high } = share
  return { ...empty, numerator: hits, denominator: of, value: enough ? value : null, interval: enough ? { low, high } : null, enough }
}

/** 预警质量 of the period, as the page of 预警 tells it. */
export async function readWarnings(
  tx: Tx,
  asked: Asked,
): Promise<Record<'warningPrecision' | 'warningRecall' | 'warningLead' | 'falseAlarms', OwnRead>> {
  const { actor, zone, now } = asked
  const { from, to } = untilNow(asked.period, now)
  const rows = await qualityRows(tx, actor.tenantId, { from, to, now, zone })
  const names = seesAll(actor)
  const readsContacts = actor.permissions.has('contacts:read')
  const isNamed = (warning: QualityRows['told'][number]) => names && (readsContacts || !warning.isOfContactsAlone)
  const ofWarning = (warning: QualityRows['told'][number]): OwnItem => ({
    id: warning.id,
    title: isNamed(warning) ? warning.subject : warning.kind,
    href: `/warnings/${warning.id}`,
    at: warning.at.toISOString(),
    counts: warning.verdict === 'true',
    value: warning.cameAt ? (warning.cameAt.getTime() - warning.at.getTime()) / 3_600_000 : null,
    unitId: null,
  })
  const ofEvent = ({ caseId, number, at, warnedBy }: QualityRows['events'][number]): OwnItem => ({
    ...{ id: caseId, title: names ? number : '', href: names ? `/cases/${caseId}` : null, at: at.toISOString() },
    ...{ counts: warnedBy.length > 0, value: null, unitId: null },
  })
  const ofMiss = ({ id, subject, at }: QualityRows['misses'][number]): OwnItem => ({
    ...{ id, title: names ? subject : '', href: null, at: at.toISOString(), counts: false, value: null, unitId: null },
  })
  const labelled = rows.told.filter(({ verdict }) => verdict === 'true' || verdict === 'false')
  const matters = rows.told.filter(({ verdict, isOfCase }) => verdict === 'true' && !isOfCase)
  const surges = rows.told.filter(({ kind, verdict }) => kind === 'surge' && verdict === 'false')
  const figures = (items: OwnItem[], span: { from: Date; to: Date }) => qualityFigures(rows, new Set(items.map(({ id }) => id)), span)
  return {
    warningPrecision: { items: labelled.map(ofWarning), figureOf: (items, span) => told(figures(items, span).precision) },
    warningRecall: {
      items: [...rows.events.map(ofEvent), ...matters.map(ofWarning), ...rows.misses.map(ofMiss)],
      figureOf: (items, span) => told(figures(items, span).recall),
    },
    warningLead: {
      items: rows.told.filter(({ cameAt }) => cameAt !== null).map((one) => ({ ...ofWarning(one), counts: true })),
      figureOf(items, span) {
        const { leadHours, leadOf } = figures(items, span)
        const enough = leadOf >= enoughFrom
        return { ...empty, denominator: leadOf, value: enough ? leadHours : null, enough }
      },
    },
    falseAlarms: {
      items: surges.map((one) => ({ ...ofWarning(one), counts: true })),
      figureOf(items, span) {
        const { falseAlarmsPerSeriesMonth: value, seriesMonths } = figures(items, span)
        return { ...empty, numerator: items.length, denominator: seriesMonths, value, enough: value !== null }
      },
    },
  }
}
