import { topicsOf } from '../similar/index.ts'
import { requireField, stringOf } from './fields.ts'
import { type EvaluateInput, type Evaluation, type Row, required } from './task.ts'

const usual = {
  id: ['id', '留言编号', '编号', 'number', '工单编号'],
  writer: ['user', 'writer', '留言用户', 'customer', '客户'],
  subject: ['subject', '留言主题', '主题', 'title', '标题'],
  text: ['text', '留言详情', '详情', 'content', '内容', 'body'],
} as const

/** 热点话题: for each message of --in `{id, topic, title, size}` in the order of the file; a message alone is a topic of size 1. */
export function topics({ rows, text, say }: EvaluateInput): Evaluation {
  const messages = required(rows, 'in')
  const { id, writer, subject, text: usualText } = usual
  const idField = fieldOf(messages, id)
  const writerField = fieldOf(messages, writer)
  const subjectField = fieldOf(messages, subject)
  const textField = text ?? fieldOf(messages, usualText)
  if (!textField) throw new Error(`Say with --text which field holds the text; there are ${Object.keys(messages[0] ?? {}).join(', ')}`)
  requireField(messages, textField)
  const read = (row: Row, field: string | undefined) => (field ? stringOf(row[field]) : '')
  const found = topicsOf(
    messages.map((row) => {
      const by = read(row, writerField)
      return { subject: read(row, subjectField), text: read(row, textField), ...(by && { writer: by }) }
    }),
  )
  say(`${messages.length} messages, ${found.filter(({ members }) => members.length > 1).length} topics of two or more`)
  const lines: unknown[] = new Array(messages.length)
  for (const [at, { members, title }] of found.entries())
    for (const member of members) {
      const given = read(messages[member] ?? {}, idField)
      lines[member] = { id: given || String(member + 1), topic: at + 1, title, size: members.length }
    }
  const several = found.filter(({ members }) => members.length > 1).map(({ members }) => members.length)
  const inTopics = several.reduce((sum, size) => sum + size, 0)
  return { lines, result: { messages: messages.length, topics: several.length, inTopics, largest: Math.max(0, ...several) } }
}

const fieldOf = (rows: Row[], names: readonly string[]) => names.find((name) => rows[0] && name in rows[0])
