import analytics from './analytics.json' with { type: 'json' }
import app from './app.json' with { type: 'json' }
import audit from './audit.json' with { type: 'json' }
import cases from './cases.json' with { type: 'json' }
import channels from './channels.json' with { type: 'json' }
import classification from './classification.json' with { type: 'json' }
import coaching from './coaching.json' with { type: 'json' }
import conduct from './conduct.json' with { type: 'json' }
import contacts from './contacts.json' with { type: 'json' }
import contract from './contract.json' with { type: 'json' }
import customers from './customers.json' with { type: 'json' }
import guidance from './guidance.json' with { type: 'json' }
import guides from './guides.json' with { type: 'json' }
import ideas from './ideas.json' with { type: 'json' }
import identity from './identity.json' with { type: 'json' }
import improvement from './improvement.json' with { type: 'json' }
import intake from './intake.json' with { type: 'json' }
import knowledge from './knowledge.json' with { type: 'json' }
import lessons from './lessons.json' with { type: 'json' }
import notifications from './notifications.json' with { type: 'json' }
import performance from './performance.json' with { type: 'json' }
import platform from './platform.json' with { type: 'json' }
import reports from './reports.json' with { type: 'json' }
import resolution from './resolution.json' with { type: 'json' }
import routing from './routing.json' with { type: 'json' }
import sla from './sla.json' with { type: 'json' }
import surveys from './surveys.json' with { type: 'json' }
import training from './training.json' with { type: 'json' }
import warning from './warning.json' with { type: 'json' }
import workflow from './workflow.json' with { type: 'json' }

/** What the modules and the contract say in problems, Chinese → English; `{}` stands for a value. */
export const problemWords: Record<string, string> = {
  ...analytics,
  ...app,
  ...audit,
  ...cases,
  ...channels,
  ...classification,
  ...coaching,
  ...conduct,
  ...contacts,
  ...contract,
  ...customers,
  ...guidance,
  ...guides,
  ...ideas,
  ...identity,
  ...improvement,
  ...intake,
  ...knowledge,
  ...lessons,
  ...notifications,
  ...performance,
  ...platform,
  ...reports,
  ...resolution,
  ...routing,
  ...sla,
  ...surveys,
  ...training,
  ...warning,
  ...workflow,
}
