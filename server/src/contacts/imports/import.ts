import type { ContactChannel, ContactField, ContactImport, ContactImportQuery, IncomingContact } from '@zhiwei/contract'
import { maskEmail, maskName, maskPersonalData, maskPhone } from '@zhiwei/text'
import type { z } from 'zod'
import type { Act } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { RowOfFile } from '../../platform/uploaded-rows.ts'
import { offsetMs } from '../../platform/zones.ts'
import { readContact } from '../read.ts'
import { parseContact, storeContacts } from '../register.ts'
import type { ContactSources } from '../sources.ts'
import { channelOf, columnsGiven, guessColumns, speakerOf, turnsOfText } from './columns.ts'

export type UploadedSheet = { fileName: string; rows: RowOfFile[] }
/** Reads dates as people write them; the door of complaints knows how. */
export type ReadDate = (given: string, offsetMinutes: number) => Date | null

const previewRows = 8
const problemsShown = 50
const batchRows = 500
const headerSearchRows = 5

type Line = { row: number; of: (field: ContactField) => string }
type Gathered = { row: number; given: Record<string, unknown> }

/**
 * 导入联络: a table of chats, calls, answers to surveys, reviews or posts; a row is a contact, or a turn where a column says who speaks and rows of
 * one number belong together. `check` only reads. Rows that cannot be stored are named and left out.
 * @throws FILE_UNREADABLE without a row, INPUT_INVALID for a mapping that says nothing
 * Source: docs/rules/latent.md
 */
export async function importContacts(
  act: Act,
  sheet: UploadedSheet,
  query: z.infer<typeof ContactImportQuery>,
  sources: ContactSources,
  readDate: ReadDate,
): Promise<ContactImport> {
  const { headers, body } = partedOf(sheet.rows)
  if (body.length === 0) throw new AppError('FILE_UNREADABLE', '文件里没有数据行')
  const width = Math.max(headers.length, ...body.slice(0, 200).map(({ cells }) => cells.length))
  const samples = Array.from({ length: width }, (_, at) => body.slice(0, 50).flatMap(({ cells }) => cells[at]?.trim() || []))
  const columns = query.mapping === undefined ? guessColumns(headers, samples) : columnsGiven(query.mapping)
  if (!columns) throw invalidInput('#/mapping', '列对应有误：每个字段只能对应一列')
  const shown = {
    id: null,
    fileName: maskPersonalData(sheet.fileName.slice(-200)).masked,
    columns: Array.from({ length: width }, (_, index) => ({
      index,
      name: headers[index]?.trim().slice(0, 100) || `第 ${index + 1} 列`,
      field: columns.get(index) ?? null,
      sample: maskedCell(columns.get(index), samples[index]?.[0] ?? '').slice(0, 100),
    })),
    rows: body.length,
  }
  const fields = new Map([...columns].map(([at, field]) => [field, at]))
  if (!fields.has('text')) return { ...shown, ...nothing, problems: [{ row: 0, detail: '请指定哪一列是内容' }], bad: body.length }
  const lines = body.map(({ row, cells }): Line => ({ row, of: (field) => cells[fields.get(field) ?? -1]?.trim() ?? '' }))
  const zone = await tenantZone(act.tx, act.actor.tenantId)
  const offsetMinutes = offsetMs(act.now, zone) / 60_000
  const problems: ContactImport['problems'] = []
  let bad = 0
  const refuse = (row: number, detail: string) => {
    bad += 1
    if (problems.length < problemsShown) problems.push({ row, detail })
  }
  const gathered = gather(lines, fields.has('speaker'), query.channel, (written) => readDate(written, offsetMinutes), refuse)
  const contacts: { row: number; contact: IncomingContact }[] = []
  for (const { row, given } of gathered) {
    const contact = parseContact(act, given)
    if (contact instanceof AppError) refuse(row, contact.facts.errors?.[0]?.detail ?? contact.detail ?? contact.code)
    else contacts.push({ row, contact })
  }
  const preview = await previewOf(act, contacts.slice(0, previewRows), sources)
  const read = { ...shown, contacts: contacts.length, problems, bad, preview }
  if (query.check === 'true') return { ...read, stored: 0, known: 0 }
  return { ...read, ...(await store(act, contacts, shown.fileName, bad, sources)) }
}

const nothing = { contacts: 0, stored: 0, known: 0, preview: [] }

/** The headers are the first line with several filled cells. */
function partedOf(rows: readonly RowOfFile[]): { headers: string[]; body: RowOfFile[] } {
  const filled = (row: RowOfFile) => row.cells.filter((cell) => cell.trim() !== '').length
  const at = rows.slice(0, headerSearchRows).findIndex((row) => filled(row) > 1)
  const start = at === -1 ? 0 : at
  return { headers: rows[start]?.cells ?? [], body: rows.slice(start + 1).filter((row) => filled(row) > 0) }
}

function gather(
  lines: readonly Line[],
  bySpeaker: boolean,
  channel: ContactChannel | undefined,
  dateOf: (written: string) => Date | null,
  refuse: (row: number, detail: string) => void,
): Gathered[] {
  const gathered: Gathered[] = []
  const byNumber = new Map<string, Gathered>()
  for (const line of lines) {
    const text = line.of('text')
    if (text === '') {
      refuse(line.row, '没有内容')
      continue
    }
    const at = dateOf(line.of('occurredAt'))
    const number = line.of('externalId')
    const known = bySpeaker && number ? byNumber.get(number) : undefined
    const turns = bySpeaker
      ? [{ by: speakerOf(line.of('speaker')) ?? 'customer', text, ...(at && { at: at.toISOString() }) }]
      : turnsOfText(text)
    if (known) {
      ;(known.given.turns as unknown[]).push(...turns)
      continue
    }
    if (!at) {
      refuse(line.row, `看不懂时间“${maskPersonalData(line.of('occurredAt')).masked.slice(0, 40)}”`)
      continue
    }
    const score = scoreOf(line.of('score'))
    const written = line.of('channel')
    const one: Gathered = {
      row: line.row,
      given: {
        channel: (written && channelOf(written)) || channel || (score ? 'review' : 'chat'),
        ...(number && { externalId: number }),
        occurredAt: at.toISOString(),
        complainant: Object.fromEntries(
          (['name', 'phone', 'email', 'customerNo'] as const).flatMap((field) => (line.of(field) ? [[field, line.of(field)]] : [])),
        ),
        turns,
        ...score,
        ...Object.fromEntries(
          (['product', 'node', 'region'] as const).flatMap((field) => (line.of(field) ? [[field, line.of(field)]] : [])),
        ),
      },
    }
    gathered.push(one)
    if (bySpeaker && number) byNumber.set(number, one)
  }
  return gathered
}

/** 4, 4/5, 8分/10, 三星, 60%. */
export function scoreOf(written: string): { score: number; scoreMax: number } | null {
  const text = written.normalize('NFKC').trim()
  const stars = '一二三四五'.indexOf(/^([一二三四五])[颗]?星/.exec(text)?.[1] ?? '?')
  if (stars >= 0) return { score: stars + 1, scoreMax: 5 }
  const [, value, of, percent] = /^(\d+(?:\.\d+)?)\s*(?:分|星)?\s*(?:\/\s*(\d+))?\s*(%)?$/.exec(text) ?? []
  if (value === undefined) return null
  const score = Number(value)
  const scoreMax = percent ? 100 : of ? Number(of) : score <= 5 ? 5 : score <= 10 ? 10 : 100
  return scoreMax >= 1 && scoreMax <= 100 && score <= scoreMax ? { score, scoreMax } : null
}

function maskedCell(field: ContactField | undefined, cell: string): string {
  if (field === 'name') return maskName(cell)
  if (field === 'phone') return maskPhone(cell)
  if (field === 'email') return maskEmail(cell)
  if (field === 'customerNo') return cell === '' ? '' : `****${cell.slice(-2)}`
  return maskPersonalData(cell).masked
}

async function previewOf(
  act: Act,
  rows: { row: number; contact: IncomingContact }[],
  sources: ContactSources,
): Promise<ContactImport['preview']> {
  const reader = await sources.readerFor(act.tx, act.actor.tenantId)
  return rows.map(({ row, contact }) => ({
    row,
    channel: contact.channel,
    occurredAt: contact.occurredAt,
    customer: maskedCell('name', contact.complainant.name ?? '') || maskedCell('phone', contact.complainant.phone ?? ''),
    text: maskPersonalData(contact.turns.find(({ by }) => by === 'customer')?.text ?? contact.turns[0]?.text ?? '').masked.slice(0, 120),
    unhappy: readContact(reader, contact, new Date(contact.occurredAt)).unhappy,
  }))
}

async function store(act: Act, contacts: { contact: IncomingContact }[], fileName: string, bad: number, sources: ContactSources) {
  const { tx, actor, now } = act
  const id = newId()
  let stored = 0
  let known = 0
  for (let from = 0; from < contacts.length; from += batchRows) {
    const part = contacts.slice(from, from + batchRows).map(({ contact }) => contact)
    const results = await storeContacts(act, part, sources, id)
    stored += results.filter((result) => result?.isNew).length
    known += results.filter((result) => result && !result.isNew).length
  }
  await tx
    .insertInto('contact_import')
    .values({ tenant_id: actor.tenantId, id, file_name: fileName, at: now, by_id: actor.userId, stored, known, bad, undone_at: null })
    .execute()
  return { id, stored, known }
}
