import type { Reader } from './cases/index.ts'
import * as sla from './sla/index.ts'

/**
 * When X has happened, do Y: every automatic next step of the product, on one page. Each line is a reader of the sealed event feed
 * with a position of its own; it reads in batches and is safe to run twice.
 */
export const reactions: Reader[] = [
  { name: 'sla.startClocks', on: ['case.accepted', 'case.reopened'], react: sla.startClocks },
  { name: 'sla.pauseClocks', on: ['case.suspended', 'case.resumed'], react: sla.pauseClocks },
  { name: 'sla.moveClocks', on: ['case.extended'], react: sla.moveClocks },
  { name: 'sla.stopClocks', on: ['case.answered', 'case.declined', 'case.withdrawn', 'case.closed'], react: sla.stopClocks },
]
