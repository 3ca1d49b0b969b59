import type { TextTurn } from '@zhiwei/contract'
import type { z } from 'zod'

export type Turn = z.infer<typeof TextTurn>
type By = Turn['by']

/** Names people give the speakers in transcripts; longer ones first where one begins another. */
const names: Record<By, string> = {
  bot: '智能客服|智能助手|智能机器人|机器人|小助手|自动回复|系统|chatbot|bot|robot|virtual assistant|assistant|system',
  customer:
    '客户|顾客|用户|买家|消费者|投诉人|来电人|来电者|业主|乘客|旅客|患者|家长|本人|我|customer|client|caller|user|buyer|guest|passenger|me',
  staff:
    '人工客服|在线客服|客服专员|客服|坐席|座席|话务员|接线员|工作人员|服务人员|专员|商家|卖家|店家|经理|主管|customer service|agent|staff|support|representative|rep|operator|advisor|adviser|seller|manager',
}
const time = String.raw`[[(（【]?\d[\d\-/:.年月日 ]*\d[日]?[\])）】]?`
/** `客户：…` `客服 1023: …` `[14:05] 客户（王女士）：…` `Agent Lily: …`; a time may stand before or behind the name. */
const opening = new RegExp(
  String.raw`^\s*(?:${time}\s*)?(?:(${names.bot})|(${names.customer})|(${names.staff}))(?:\s*[（(【[][^）)】\]\n]{0,20}[）)】\]]|\s?[A-Za-z]{1,20}|\s*[A-Za-z]?\d{1,8})?(?:\s*${time})?\s*[：:]\s*(.*)$`,
  'i',
)

/** Reads a transcript (对话): a line that begins with a speaker's name and a colon begins a turn, other lines go on with it; what stands before the first is the customer's. */
export function turnsOf(text: string): Turn[] {
  const turns: Turn[] = []
  for (const line of text.split('\n')) {
    const found = openingOf(line)
    const last = turns.at(-1)
    if (found) turns.push(found)
    else if (last) last.text += `\n${line}`
    else if (line.trim()) turns.push({ by: 'customer', text: line })
  }
  return turns.map(({ by, text: words }) => ({ by, text: words.trim() })).filter((turn) => turn.text)
}

/** Two lines or more begin with a speaker, the first among them, and one of the speakers is the customer. */
export function isDialogue(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim())
  const speakers = lines.map(openingOf)
  return Boolean(speakers[0]) && speakers.filter(Boolean).length > 1 && speakers.some((found) => found?.by === 'customer')
}

/** A line is looked at only where a name can stand: a text of one long line stays cheap. */
const openingLength = 80

function openingOf(line: string): Turn | null {
  const colon = line.slice(0, openingLength).search(/[：:](?!\d)/)
  if (colon === -1) return null
  const found = opening.exec(line.slice(0, openingLength))
  if (!found) return null
  const by = found[1] ? 'bot' : found[2] ? 'customer' : 'staff'
  return { by, text: (found[4] ?? '') + line.slice(openingLength) }
}
