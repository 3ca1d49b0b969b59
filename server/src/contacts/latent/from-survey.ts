import type { Act } from '../../cases/index.ts'
import { AppError } from '../../platform/errors.ts'
import { storeContacts } from '../register.ts'
import type { ContactSources } from '../sources.ts'
import { decideContact } from './decide.ts'

/** What a known customer said after a case was over, and how they scored it. */
type Unhappy = {
  customerId: string
  at: Date
  text: string
  score: number | null
  product: string | null
  node: string | null
  region: string | null
}

/**
 * 安排关怀: a customer whom a follow-up found unhappy is tagged by a person, and given a care task by the schedule.
 * @returns id of the contact that keeps what was said
 * @throws NOT_FOUND when it could not be read just now
 */
export async function careFromSurvey(
  act: Act,
  unhappy: Unhappy,
  sources: Pick<ContactSources, 'readerFor' | 'verdictsChanged'>,
): Promise<string> {
  const { customerId, at, text, score, product, node, region } = unhappy
  const contact = {
    channel: 'survey' as const,
    occurredAt: at.toISOString(),
    complainant: {},
    turns: [{ by: 'customer' as const, text }],
    scoreMax: 5,
    ...(score !== null && { score }),
    ...(product && { product }),
    ...(node && { node }),
    ...(region && { region }),
  }
  const [stored] = await storeContacts(act, [contact], sources, null, { customerIds: [customerId] })
  if (!stored) throw new AppError('IN_PROGRESS', '请重试')
  await decideContact(act, stored.id, { verdict: 'latent' }, sources)
  return stored.id
}
