import { type Channel, IncomingComplaint, type WebhookField, type WebhookMapping, type WebhookPreview } from '@zhiwei/contract'

const fenPerYuan = 100
const longest = 20_000

/** What a JSON pointer names (RFC 6901); undefined where nothing stands. Own properties only. */
export function valueAt(document: unknown, pointer: string): unknown {
  let node = document
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, name)) return undefined
    node = (node as Record<string, unknown>)[name]
  }
  return node
}

/** A single value as text; lists of single values are lines. What is neither says nothing. */
function textOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join('\n') || undefined
  if (!['string', 'number', 'boolean'].includes(typeof value)) return undefined
  return String(value).trim().slice(0, longest) || undefined
}

/** Seconds or milliseconds since 1970, or an instant with its zone. */
function instantOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const at = /^\d{10}$/.test(text) ? new Date(Number(text) * 1000) : /^\d{13}$/.test(text) ? new Date(Number(text)) : undefined
  return at ? at.toISOString() : text
}

const fenOf = (text: string | undefined, perUnit: number) => {
  const amount = text === undefined ? Number.NaN : Number(text.replaceAll(',', ''))
  return Number.isFinite(amount) ? Math.round(amount * perUnit) : undefined
}

const withoutBlanks = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

const fieldOf: Record<string, WebhookField> = {
  'complainant/name': 'name',
  'complainant/phone': 'phone',
  'complainant/email': 'email',
  'complainant/customerNo': 'customerNo',
  'regulator/authority': 'authority',
  'regulator/referenceNo': 'referenceNo',
  'regulator/dueAt': 'regulatorDueAt',
}

/** 字段对应: what another system sent as a complaint of ours, or what is wrong with it, told without its content. */
export function complaintOf(document: unknown, mapping: WebhookMapping, channel: Channel): WebhookPreview {
  const said = (field: WebhookField) => {
    const source = mapping[field]
    if (!source) return undefined
    return 'value' in source ? source.value : textOf(valueAt(document, source.pointer))
  }
  const [authority, referenceNo] = [said('authority'), said('referenceNo')]
  const parsed = IncomingComplaint.safeParse({
    channel,
    text: said('text') ?? '',
    complainant: withoutBlanks({ name: said('name'), phone: said('phone'), email: said('email'), customerNo: said('customerNo') }),
    ...withoutBlanks({
      subject: said('subject')?.slice(0, 300),
      externalId: said('externalId'),
      receivedAt: instantOf(said('receivedAt')),
      product: said('product'),
      node: said('node'),
      region: said('region'),
      category: said('category'),
      amountFen: fenOf(said('amountFen'), 1) ?? fenOf(said('amountYuan'), fenPerYuan),
      remedySought: said('remedySought'),
      ...((authority || referenceNo) && {
        regulator: withoutBlanks({ authority, referenceNo, dueAt: instantOf(said('regulatorDueAt')) }),
      }),
    }),
  })
  if (parsed.success) return { complaint: parsed.data, problems: [] }
  const problems = parsed.error.issues.map(({ path, message }) => ({
    field: fieldOf[path.join('/')] ?? String(path[0] ?? ''),
    detail: message,
  }))
  return { complaint: null, problems }
}
