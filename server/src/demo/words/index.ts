import { aftersalesMatters } from './aftersales.ts'
import { deliveryMatters } from './delivery.ts'
import { homeServiceMatters } from './home-service.ts'
import { marketingMatters } from './marketing.ts'
import type { Matter } from './matter.ts'
import { priceMatters } from './price.ts'
import { processMatters } from './process.ts'
import { qualityMatters } from './quality.ts'
import { serviceMatters } from './service.ts'

/** Everything people complain of to this company, but for the two matters that grow quietly. */
export const matters: readonly Matter[] = [
  ...qualityMatters,
  ...serviceMatters,
  ...deliveryMatters,
  ...priceMatters,
  ...aftersalesMatters,
  ...homeServiceMatters,
  ...marketingMatters,
  ...processMatters,
]
