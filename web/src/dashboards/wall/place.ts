import { z } from 'zod'

export const shortestTurn = 5
export const longestTurn = 600

/** What the address of the wall holds beside period and filters: which boards in turn, how long each screen stands, and how it looks. */
export const WallPlace = z.object({
  boards: z.string().max(2_000).optional(),
  seconds: z.coerce.number().int().min(shortestTurn).max(longestTurn).default(30),
  look: z.enum(['dark', 'light']).default('dark'),
})
export type WallPlace = z.infer<typeof WallPlace>

/** `/dashboards/manager` → `manager`, `/dashboards/own/<id>` → the id. */
export const boardOfPath = (pathname: string) => pathname.split('/').at(-1) ?? ''
export const boardsOf = ({ boards }: WallPlace, first: string) => boards?.split(',').filter(Boolean) ?? [first]
