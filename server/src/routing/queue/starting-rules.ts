import type { RoutingRules } from '@zhiwei/contract'

/** 公司默认派单规则, until an administrator sets others. Source: docs/rules/routing.md (our own starting point) */
export const startingRules: RoutingRules = {
  openLimit: 20,
  extra: { urgent: 3, green: 3 },
  headStartMinutes: { urgent: 1_440, green: 480, critical: 960, high: 240, normal: 60 },
  dueLeadMinutes: 2_880,
  heavyStage: 4,
  heavyInARow: 2,
  restHours: 24,
  openToAllMinutes: 60,
  greenTiers: ['largeUser', 'keyAccount'],
  urgentSignals: ['safety', 'selfHarm', 'media', 'regulator', 'vulnerable'],
  waitMinutes: { urgent: 10, green: 15, ordinary: 120 },
  assignsByItself: false,
}
