import type { Row } from '@zhiwei/text/evaluate'
import { mistyped, repunctuated, withClausesMoved } from '../../text/src/similar/variants-for-tests.ts'

const slips = 0.03

/**
 * Messages told again, mistyped, repunctuated, rearranged or all three (the same), beside pairs of different messages: a stranger's, and the
 * one whose subject begins most alike. Messages whose writer said the same before are left out of the latter: they are true repeats.
 */
export function variantPairs(messages: Row[]): Row[] {
  const texts = messages.map((row) => ({ by: String(row.留言用户), subject: String(row.留言主题), text: String(row.留言详情).trim() }))
  const again = texts.flatMap(({ text }, at) =>
    [
      mistyped(text, slips, at + 1),
      repunctuated(text, at + 1),
      withClausesMoved(text, at + 1),
      withClausesMoved(repunctuated(mistyped(text, slips, at + 2), at + 2), at + 2),
    ].map((variant) => ({ a: text, b: variant, label: 1 })),
  )
  const bySubject = texts.toSorted((one, other) => (one.subject < other.subject ? -1 : 1))
  const others = [texts, bySubject].flatMap((order) =>
    order.flatMap((one, at) => {
      const other = order[(at + 1) % order.length]!
      return one.by === other.by || one.text === other.text ? [] : [{ a: one.text, b: other.text, label: 0 }]
    }),
  )
  return [...again, ...others]
}
