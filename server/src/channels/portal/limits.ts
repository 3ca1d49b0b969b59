import { addressBlock } from '../../platform/address-block.ts'
import { open } from '../../platform/http.ts'

/** Calls of one address a minute. Behind one there may be a whole office, or a carrier's. Source: docs/rules/portal.md */
const limited = (max: number) =>
  ({
    config: {
      ...open.config,
      rateLimit: { max, timeWindow: '1 minute', keyGenerator: (request: { ip: string }) => addressBlock(request.ip) },
    },
  }) as const

/** Open doors of the portal: reading, filing, acting on a case, and proving who one is. */
export const doors = { reads: limited(240), files: limited(30), acts: limited(60), proves: limited(30) } as const
