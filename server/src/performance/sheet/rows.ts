import type { PerformanceLine, PerformanceRowList } from '@zhiwei/contract'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import { casesShown } from '../objections/list.ts'
import { isOwn } from '../who.ts'
import { objectionsOf } from './lock.ts'
import { editionOf, seenSheet } from './stored.ts'

/**
 * 明细: the rows behind a figure of an edition, the newest first, with those left out and why. Coaching is between two people: others see how much of it
 * was done, not when.
 * @throws NOT_FOUND
 */
export async function rowsOfSheet(
  tx: Tx,
  actor: Actor,
  id: string,
  { line, edition }: { line: PerformanceLine; edition?: number | undefined },
  now: Date,
): Promise<PerformanceRowList> {
  const sheet = await seenSheet({ tx, actor, now }, id)
  const no = edition ?? sheet.locked_edition ?? sheet.edition
  if (no > sheet.edition) throw new AppError('NOT_FOUND', '没有这个版次')
  if (line === 'coached' && !(sheet.kind === 'person' && isOwn(actor, sheet))) return wholeList([])
  const { rows } = await editionOf(tx, actor.tenantId, id, no)
  const own = rows
    .filter((row) => row.line === line)
    .toSorted((one, other) => other.at.localeCompare(one.at) || one.key.localeCompare(other.key))
  const cases = await casesShown(
    tx,
    actor,
    own.map(({ caseId }) => caseId),
  )
  const objections = new Map(
    (await objectionsOf(tx, actor.tenantId, id))
      .filter((objection) => objection.line === line)
      .map(({ row_key, verdict }) => [row_key, verdict ?? ('waiting' as const)]),
  )
  return wholeList(
    own.map(({ key, at, good, p, out, cycle, category, severity, caseId, finding }) => ({
      ...{ key, at, good, expected: p, leftOut: out, cycle, category, severity, finding },
      case: caseId === null ? null : (cases.get(caseId) ?? null),
      objection: objections.get(key) ?? null,
    })),
  )
}
