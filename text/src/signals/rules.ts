import { compile } from './compile.ts'
import type { RuleFile } from './rule.ts'
import compensation from './rules/compensation.json' with { type: 'json' }
import crowd from './rules/crowd.json' with { type: 'json' }
import deadline from './rules/deadline.json' with { type: 'json' }
import insult from './rules/insult.json' with { type: 'json' }
import legal from './rules/legal.json' with { type: 'json' }
import media from './rules/media.json' with { type: 'json' }
import professional from './rules/professional.json' with { type: 'json' }
import regulator from './rules/regulator.json' with { type: 'json' }
import safety from './rules/safety.json' with { type: 'json' }
import selfHarm from './rules/selfHarm.json' with { type: 'json' }
import vulnerable from './rules/vulnerable.json' with { type: 'json' }

/** Every rule file, in the order of the kinds; personal data has no words and stands in personal-data.ts. */
export const ruleFiles = [
  regulator,
  media,
  legal,
  crowd,
  safety,
  selfHarm,
  vulnerable,
  insult,
  compensation,
  deadline,
  professional,
] as readonly RuleFile[]

export const compiled = compile(ruleFiles)
