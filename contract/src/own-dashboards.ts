import { z } from 'zod'
import { type CardKind, DashboardCard } from './dashboards.ts'
import type { MeasureUnit } from './measures.ts'
import { Id, Instant, line, listOf, Named, Version } from './primitives.ts'

export const mostCards = 24
export const mostOwnDashboards = 50
/** Cards under one filter are asked together; so many different filters a board may have. */
export const mostFilters = 6

type Needs = { cut: 'time' | 'property' | 'none'; units?: readonly MeasureUnit[]; isWhole?: true }
/**
 * What each kind of card asks for: over time, by a property or not cut, and of which units where not of any. What `isWhole` shows several measures or
 * cuts together: it comes with a copied dashboard and is not put together by hand.
 */
export const cardNeeds: Record<CardKind, Needs> = {
  trend: { cut: 'time' },
  bars: { cut: 'property' },
  pareto: { cut: 'property', units: ['count'] },
  control: { cut: 'time', units: ['count', 'share'] },
  funnel: { cut: 'none', units: ['count'], isWhole: true },
  heat: { cut: 'property', isWhole: true },
  cohort: { cut: 'time', units: ['share'], isWhole: true },
  flows: { cut: 'none', units: ['count'], isWhole: true },
}

/** A card of one's own board stands under no question of the product's; it may have a title of its own. */
export const OwnCard = DashboardCard.omit({ part: true })

const given = {
  name: line(60),
  cards: z.array(OwnCard).max(mostCards),
  /** Colleagues may read it, each with the figures that are theirs to see. */
  shared: z.boolean(),
}
/** 我的看板. */
export const OwnDashboardInput = z.strictObject(given)
export const OwnDashboardChange = z.strictObject({ ...given, version: Version })

export const OwnDashboardRow = z.object({
  id: Id,
  name: z.string(),
  shared: z.boolean(),
  mine: z.boolean(),
  /** Whose it is. */
  by: Named.nullable(),
  /** The person may change it no more. */
  left: z.boolean(),
  /** 接手 and 删除: of one's own, and by who manages people of what somebody who left had shared. */
  can: z.object({ remove: z.boolean(), takeOver: z.boolean() }),
  cardCount: z.number().int(),
  changedAt: Instant,
  version: Version,
})
export const OwnDashboards = listOf(OwnDashboardRow)
export const OwnDashboard = OwnDashboardRow.extend({ cards: z.array(OwnCard) })

export type OwnCard = z.infer<typeof OwnCard>
export type OwnDashboardInput = z.infer<typeof OwnDashboardInput>
export type OwnDashboardRow = z.infer<typeof OwnDashboardRow>
export type OwnDashboard = z.infer<typeof OwnDashboard>
