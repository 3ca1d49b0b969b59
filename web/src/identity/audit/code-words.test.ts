import { expect, test } from 'vitest'
import { codeWords, keyOfCode } from './code-words.ts'

const words = import.meta.glob<Record<string, unknown>>(['../../*/zh-CN.json', '../../*/en.json'], { eager: true, import: 'default' })

/** What stands at a key such as `channels:door.sms` in a language. */
function said(language: string, key: string): unknown {
  const [namespace, path = ''] = key.split(':')
  let held: unknown = words[namespace === 'identity' ? `../${language}.json` : `../../${namespace}/${language}.json`]
  for (const part of path.split('.')) held = (held as Record<string, unknown> | undefined)?.[part]
  return held
}

test.each(['zh-CN', 'en'])('操作记录: codes of a record are told in the words of their own page, %s', (language) => {
  const missing = Object.values(codeWords).filter((key) => typeof said(language, key) !== 'object')
  expect(missing).toEqual([])
})

test.each([
  ['webhook.added', 'direction', 'out', '推送事件'],
  ['webhook.added', 'kinds', 'case.answered', '答复客户'],
  ['outgoingMessage.unsubscribed', 'door', 'sms', '短信'],
  ['riskPoint.added', 'kind', 'service', '服务'],
  ['entitlement.added', 'kind', 'contract', '合同'],
  ['reportSchedule.made', 'kind', 'weekly', '周报'],
  ['performance.objectionDecided', 'verdict', 'accepted', '成立，剔除这一行'],
])('%s: %s %s is told as %s', (kind, fact, code, chinese) => {
  expect(said('zh-CN', keyOfCode(kind, fact, code))).toBe(chinese)
})
