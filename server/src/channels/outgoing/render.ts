import type { MessageKind } from '@zhiwei/contract'

/** A word between double braces; there is no other logic in a template. */
const slots = /\{\{\s*([^{}]*?)\s*\}\}/g

export type Variables = Readonly<Record<string, string>>

const ofCase = ['company', 'number', 'subject', 'link'] as const

/** What each kind may say. Source: docs/rules/outgoing.md */
export const allowedVariables: Record<MessageKind, readonly string[]> = {
  received: [...ofCase, 'dueAt'],
  accepted: [...ofCase, 'dueAt'],
  dispatched: [...ofCase, 'unit', 'dueAt'],
  answered: [...ofCase, 'text'],
  message: [...ofCase, 'text'],
  suspended: [...ofCase, 'until'],
  declined: [...ofCase, 'reason'],
  closed: ofCase,
  late: [...ofCase, 'unit', 'dueAt'],
  code: ['company', 'number', 'code', 'minutes'],
  survey: [...ofCase, 'address', 'until', 'unsubscribe'],
}

/** What the message would be empty without. */
export const neededVariables: Partial<Record<MessageKind, readonly string[]>> = {
  answered: ['text'],
  message: ['text'],
  code: ['code'],
  survey: ['address', 'unsubscribe'],
}

export const variablesIn = (template: string): string[] => [...new Set([...template.matchAll(slots)].map(([, name = '']) => name))]

/** Variables of a template that its kind does not know, and those it lacks; an unclosed brace counts as unknown. */
export function problemsOf(kind: MessageKind, template: string): { unknown: string[]; lacking: string[] } {
  const used = variablesIn(template)
  const rest = template.replace(slots, '')
  const unknown = used.filter((name) => !allowedVariables[kind].includes(name))
  if (/\{\{|\}\}/.test(rest)) unknown.push('{{')
  return { unknown, lacking: (neededVariables[kind] ?? []).filter((name) => !used.includes(name)) }
}

/** 填入变量: each slot by its value, put in as it is and not read again; a line with an empty one is left out (there is no promised time, say). */
export function render(template: string, variables: Variables): string {
  return template
    .split('\n')
    .filter((line) => variablesIn(line).every((name) => (variables[name] ?? '') !== ''))
    .map((line) => line.replace(slots, (_slot, name: string) => variables[name] ?? ''))
    .join('\n')
    .trim()
}
