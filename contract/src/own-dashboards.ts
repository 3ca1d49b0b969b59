import { z } from 'zod'
import { type CardKind, DashboardCard } from './dashboards.ts'
import type { MeasureUnit } from './measures.ts'
import { Id, Instant, line, listOf, Named, Version } from './primitives.ts'

export const mostCards = 24
export const mostOwnDashboards = 50

/** What each kind of card asks for: over time or by a property, and of which units where not of any. */
export const cardNeeds: Record<CardKind, { cut: 'time' | 'property'; units?: readonly MeasureUnit[] }> = {
  trend: { cut: 'time' },
  bars: { cut: 'property' },
  pareto: { cut: 'property', units: ['count'] },
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
