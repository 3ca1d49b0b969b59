export { useClockRuleActs, useClockRules, useClockSettings, useLimitWords, useRuleNames } from './queries.ts'
