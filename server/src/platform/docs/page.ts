import { pageOf, escapeHtml as text } from './html.ts'

/** What the readable page needs of an OpenAPI document. */
export type OpenApi = { info: { version: string }; paths: Record<string, Record<string, Operation>> }
type Operation = {
  tags?: string[]
  summary?: string
  description?: string
  'x-permission'?: string
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: Schema }[]
  requestBody?: { content: Record<string, { schema?: Schema }> }
  responses: Record<string, { description?: string; content?: Record<string, { schema?: Schema }> }>
}
type Schema = {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  default?: unknown
  description?: string
  required?: string[]
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  $ref?: string
  [rule: string]: unknown
}

/** Every route on one page, grouped by the first part of its address. */
export function routesPage(document: OpenApi): string {
  const tags = new Map<string, string[]>()
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const tag = operation.tags?.[0] ?? 'other'
      tags.set(tag, [...(tags.get(tag) ?? []), operationHtml(method.toUpperCase(), path, operation)])
    }
  }
  const nav = [...tags.keys()].map((tag) => `<a href="#${text(tag)}">${text(tag)}</a>`).join(' · ')
  const sections = [...tags].map(([tag, operations]) => `<section><h2 id="${text(tag)}">${text(tag)}</h2>${operations.join('')}</section>`)
  return pageOf(
    '接口文档 API',
    `<p>版本 Version ${text(document.info.version)} · <a href="/api/openapi.json">OpenAPI 3.1</a> · <a href="/api/docs/problems">错误代码 Problem codes</a></p>
<p>登录后用 Cookie，或用 API 令牌：<code>Authorization: Bearer …</code>。新建类的 POST 可带 <code>Idempotency-Key</code>，重试不会重复。出错时答复为 RFC 9457 <code>application/problem+json</code>。</p>
<p lang="en">Use the cookie of a signed-in person, or an API token: <code>Authorization: Bearer …</code>. A POST that creates takes an <code>Idempotency-Key</code>, so that a retry doubles nothing. Errors are RFC 9457 <code>application/problem+json</code>.</p>
<nav>${nav}</nav>${sections.join('')}`,
  )
}

function operationHtml(method: string, path: string, operation: Operation): string {
  const parts = [`<h3><span class="method ${method.toLowerCase()}">${method}</span> <code>${text(path)}</code></h3>`]
  if (operation.summary || operation.description) parts.push(`<p>${text(operation.summary ?? operation.description ?? '')}</p>`)
  parts.push(`<p class="permission">权限 Permission: ${permissionHtml(operation['x-permission'])}</p>`)
  const parameters = operation.parameters ?? []
  if (parameters.length) {
    const rows = parameters.map(({ name, in: place, required, schema, description }) =>
      row(name, `${place} · ${typeOf(schema)}`, required, description ?? rulesOf(schema)),
    )
    parts.push(table('参数 Parameters', rows))
  }
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema
  if (body) parts.push(fieldsTable('内容 Body', body))
  for (const [status, { description, content }] of Object.entries(operation.responses)) {
    if (status === 'default') continue
    const answer = Object.values(content ?? {})[0]?.schema
    if (answer && hasFields(answer)) parts.push(fieldsTable(`答复 Answer ${status}`, answer))
    else parts.push(`<p>答复 Answer ${text(status)}: ${text(answer ? typeOf(answer) : (description ?? ''))}</p>`)
  }
  return `<article>${parts.join('')}</article>`
}

function permissionHtml(permission: string | undefined) {
  if (permission === 'open') return '无需登录 no sign-in'
  return permission === 'signedIn' || !permission ? '登录即可 signed in' : `<code>${text(permission)}</code>`
}

const hasFields = (schema: Schema) => fieldsOf(schema, '').length > 0

function fieldsTable(title: string, schema: Schema) {
  const fields = fieldsOf(schema, '')
  return fields.length ? table(title, fields) : `<p>${title}: ${text(typeOf(schema))}</p>`
}

/** Rows of all fields, those of inner objects as `outer.inner`, of lists as `outer[].inner`. */
function fieldsOf(schema: Schema, outer: string): string[] {
  const inner = objectIn(schema)
  if (!inner?.properties) return []
  const path = outer + inner.suffix
  return Object.entries(inner.properties).flatMap(([field, fieldSchema]) => {
    const name = path ? `${path}.${field}` : field
    const isRequired = inner.required?.includes(field)
    return [row(name, typeOf(fieldSchema), isRequired, fieldSchema.description ?? rulesOf(fieldSchema)), ...fieldsOf(fieldSchema, name)]
  })
}

/** The object that a schema is, or that its list or one of its variants holds. */
function objectIn(schema: Schema): (Schema & { suffix: string }) | undefined {
  if (schema.properties) return { ...schema, suffix: '' }
  if (schema.items) {
    const inner = objectIn(schema.items)
    return inner && { ...inner, suffix: `[]${inner.suffix}` }
  }
  const variants = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
  return variants.map(objectIn).find(Boolean)
}

function typeOf(schema: Schema | undefined): string {
  if (!schema) return ''
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const variants = schema.anyOf ?? schema.oneOf
  if (variants) return [...new Set(variants.map(typeOf))].join(' | ')
  if (schema.items) return `${typeOf(schema.items) || 'any'}[]`
  const type = [schema.type ?? (schema.properties ? 'object' : 'any')].flat().join(' | ')
  return schema.format ? `${type} (${schema.format})` : type
}

const shownRules = ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'pattern', 'default'] as const
// What zod writes for "any whole number" says nothing.
const isTold = (value: unknown) => value !== undefined && Math.abs(Number(value)) !== Number.MAX_SAFE_INTEGER

const rulesOf = (schema: Schema | undefined) =>
  schema && !schema.format
    ? shownRules
        .filter((rule) => isTold(schema[rule]))
        .map((rule) => `${rule} ${JSON.stringify(schema[rule])}`)
        .join(', ')
    : ''

const row = (name: string, type: string, required: boolean | undefined, note: string) =>
  `<tr><td><code>${text(name)}</code></td><td>${text(type)}</td><td>${required ? '必填 required' : ''}</td><td>${text(note)}</td></tr>`

const table = (title: string, rows: string[]) =>
  `<table><caption>${title}</caption><thead><tr><th>名称 Name</th><th>类型 Type</th><th></th><th>说明 Notes</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
