import type { ImprovementSources } from './improvement/index.ts'
import { personalRemover } from './knowledge/index.ts'
import { tellDirectly } from './notifications/index.ts'
import { riskPointCount, riskPointExposures, riskPointNames, topicNames } from './warning/index.ts'

// Where actions meet the risk points, topics and notices they may not import.

export const improvementSources: ImprovementSources = {
  riskPointNames,
  riskPointCount,
  riskPointExposures,
  topicNames,
  personalRemover,
  tell: tellDirectly,
}
