import { CallUnreadable } from '../incoming-call.ts'

/** What a call in XML says: texts, and below names what stands there once or several times. */
export type XmlValue = string | XmlFields | XmlValue[]
export type XmlFields = { [name: string]: XmlValue }

const deepest = 8
const mostElements = 2_000
const token = /<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([A-Za-z_][\w.-]*)\s*(\/?)>|([^<]+)/gy
const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const plainText = (text: string) => text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => entities[name] ?? '')

type Open = { name: string; text: string; fields: XmlFields | null }

/**
 * Reads the XML that 微信 sends: elements and CDATA, no attributes. Declarations of types and entities are refused, so that nothing grows or is
 * fetched by being read. @throws CallUnreadable
 */
export function readXml(given: string): XmlFields {
  const text = given.replace(/^\uFEFF?\s*(?:<\?xml[^>]*\?>)?/, '')
  const open: Open[] = [{ name: '', text: '', fields: {} }]
  let count = 0
  token.lastIndex = 0
  while (token.lastIndex < text.length) {
    const match = token.exec(text)
    if (!match) throw new CallUnreadable('XML 读不懂')
    const [, cdata, slash, name, selfClosing, words] = match
    const top = open.at(-1) as Open
    if (cdata !== undefined) top.text += cdata
    else if (words !== undefined) top.text += plainText(words)
    else if (slash) close(open, name ?? '')
    else {
      if (++count > mostElements || open.length > deepest) throw new CallUnreadable('XML 太大')
      open.push({ name: name ?? '', text: '', fields: null })
      if (selfClosing) close(open, name ?? '')
    }
  }
  const [root] = open
  const xml = root?.fields?.xml
  if (open.length !== 1 || typeof xml !== 'object' || Array.isArray(xml)) throw new CallUnreadable('XML 读不懂')
  return xml
}

function close(open: Open[], name: string) {
  const ended = open.pop()
  const parent = open.at(-1)
  if (!ended || !parent || ended.name !== name) throw new CallUnreadable('XML 读不懂')
  parent.fields ??= {}
  const value: XmlValue = ended.fields ?? ended.text.trim()
  const before = Object.hasOwn(parent.fields, name) ? parent.fields[name] : undefined
  // Own names only: a field called __proto__ is a field.
  Object.defineProperty(parent.fields, name, {
    value: before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value],
    enumerable: true,
    configurable: true,
    writable: true,
  })
}

export const textIn = (fields: XmlFields, name: string): string | undefined => {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined
  return typeof value === 'string' ? value : undefined
}
export const fieldsIn = (fields: XmlFields, name: string): XmlFields[] => {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined
  return [value ?? []].flat().filter((part): part is XmlFields => typeof part === 'object' && !Array.isArray(part))
}

/** Words inside CDATA, which knows no escape: the end mark is split. */
export const cdata = (words: string) => `<![CDATA[${words.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
