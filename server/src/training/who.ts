import { activePerson, isOfPartner } from '../identity/index.ts'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'

/** Whoever coaches (班长, 质量改进, 经理): gives training, approves questions. */
export const trains = (actor: Actor) => actor.permissions.has('coaching:give')

/** Of everybody where one sees all cases, else of the own unit. */
export const trainsPerson = (actor: Actor, person: { id: string; unitId: string | null }) =>
  trains(actor) &&
  person.id !== actor.userId &&
  (actor.permissions.has('cases:read') || (person.unitId !== null && person.unitId === actor.unitId))

/**
 * 本人, or somebody one trains.
 * @throws NOT_PERMITTED for a credential that is no person's, NOT_FOUND for people one does not train
 */
export async function personSeen(tx: Tx, actor: Actor, userId: string | undefined) {
  if (actor.userId === null) throw new AppError('NOT_PERMITTED', '由本人查看')
  const person = await activePerson(tx, actor.tenantId, userId ?? actor.userId)
  if (person.id !== actor.userId && !trainsPerson(actor, person)) throw new AppError('NOT_FOUND', '没有这名在职人员，请重新选择')
  return person
}

/** People of partner firms see no training of ours, and get none. */
export const mayTrain = async (tx: Tx, actor: Actor, person: { id: string; unitId: string | null }) =>
  trainsPerson(actor, person) && !(await isOfPartner(tx, actor.tenantId, person.unitId))

/** @throws NOT_FOUND, NOT_PERMITTED for oneself and for people of a partner firm */
export async function personToTrain(tx: Tx, actor: Actor, userId: string) {
  const person = await personSeen(tx, actor, userId)
  if (!(await mayTrain(tx, actor, person))) throw new AppError('NOT_PERMITTED', '不能给自己或合作单位的人订培训计划')
  return person
}
