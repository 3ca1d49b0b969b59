import type { Span } from '../../analysis.ts'
import { amountsOf } from '../../signals/amounts.ts'
import type { Folded } from '../../signals/fold.ts'
import { hotlines } from '../../signals/hotlines.ts'
import { standsAt } from '../../signals/lexicon.ts'

/** What counts as much to those who pay in it: a thousand pounds in Leeds as a thousand yuan in Leshan; only small units are cut down. */
const yuanPerUnit: Record<string, number> = { JPY: 0.05 }

/** A number without a currency is money after one of these, … */
const moneyWords = [...'花赔退扣交收亏充贷差价付掏钱买费金欠损值罚补转卖要款存投押购']
const moneyCodes = new Set(moneyWords.map((word) => word.charCodeAt(0)))
/** … or before one of these; never before a unit of something else. */
const afterMoney = new Set([...'的，,。.！!？?；;多余左右退赔给也就都全你我不没以\n'].map((sign) => sign.charCodeAt(0)))
const reach = 8
const digitsReach = 3
const leastBare = 500
/** 2026 is a year, 13800000000 a telephone: bare digits are money only in Chinese writing (3千6) or up to this. */
const mostBare = 5_000_000

/** 金额: the largest sum of money a text names, in yuan. */
export function largestAmount(folded: Folded): { yuan: number; span: Span } | null {
  let best: { yuan: number; start: number; end: number } | null = null
  for (const { start, end, amountFen, currency, bare } of amountsOf(folded)) {
    const yuan = (amountFen / 100) * (yuanPerUnit[currency] ?? 1)
    if (best && yuan <= best.yuan) continue
    if (isBelow(folded, start, end, yuan)) continue
    if (bare && !isMoney(folded, start, end, yuan)) continue
    best = { yuan, start, end }
  }
  return best && { yuan: best.yuan, span: [folded.at[best.start] as number, (folded.at[best.end - 1] as number) + 1] }
}

function isMoney({ codes, length }: Folded, start: number, end: number, yuan: number): boolean {
  if (yuan < leastBare || yuan > mostBare) return false
  if (end < length && !afterMoney.has(codes[end] as number)) return false
  // Plain digits may be the number of an order, a house or a hotline; 3千6 is not.
  let written = false
  for (let at = start; at < end; at++) if ((codes[at] as number) > 127) written = true
  if (!written && hotlines.has(yuan)) return false
  for (let at = Math.max(0, start - (written ? reach : digitsReach)); at < start; at++) if (moneyCodes.has(codes[at] as number)) return true
  return written
}

/** 不到一万, 一万不到, 一万以下: it was less, and of round numbers one step less. */
function isBelow(folded: Folded, start: number, end: number, yuan: number): boolean {
  if (!Number.isInteger(Math.log10(yuan))) return false
  return (
    ['不到', '以下', '块以下', '元以下', '块不到'].some((word) => standsAt(folded, end, word)) ||
    (start >= 2 && standsAt(folded, start - 2, '不到'))
  )
}
