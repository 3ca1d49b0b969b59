import { type KnowledgeText, letterFields } from '@zhiwei/contract'
import { bigramsOf, foldText, maskPersonalData } from '@zhiwei/text'
import { invalidInput } from '../platform/errors.ts'

/** What the company writes is shared by everybody: numbers and addresses of persons in it are masked, in every field. */
export function maskDeep<T>(value: T): T {
  if (typeof value === 'string') return maskPersonalData(value).masked as T
  if (Array.isArray(value)) return value.map(maskDeep) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, maskDeep(inner)])) as T
}

/** Every piece of writing in it. */
export function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(stringsOf)
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsOf) : []
}

/** What search looks at: the folded text, and its pairs of characters. */
export function searchable(title: string, text: unknown) {
  const body = foldText([title, ...stringsOf(text)].join('\n'))
  return { body, tokens: bigramsOf(body) }
}

const field = /\{\{\s*([^{}]*?)\s*\}\}/g

/** @throws INPUT_INVALID for a field no case can fill */
export function requireKnownFields({ kind, text }: Pick<KnowledgeText, 'kind' | 'text'>) {
  if (kind !== 'letter' || !('body' in text)) return
  const unknown = [...text.body.matchAll(field)].map(([, name = '']) => name).find((name) => !letterFields.includes(name as never))
  if (unknown !== undefined)
    throw invalidInput(
      '#/content/text/body',
      `没有这样的字段：{{${unknown}}}；可以用 ${letterFields.map((name) => `{{${name}}}`).join(' ')}`,
    )
}

/** 填写: what is not known stands as 【name】, and is named. */
export function fillFields<Name extends string>(body: string, values: Partial<Record<Name, string | null>>, label: (name: Name) => string) {
  const missing = new Set<Name>()
  const text = body.replace(field, (_whole, name: Name) => {
    const value = values[name]
    if (value) return value
    missing.add(name)
    return `【${label(name)}】`
  })
  return { text, missing: [...missing] }
}
