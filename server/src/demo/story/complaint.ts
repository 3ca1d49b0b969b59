import type { Channel, Complainant, IncomingComplaint } from '@zhiwei/contract'
import type { DemoCustomer } from '../company/customers.ts'
import { authorities } from '../company/places.ts'
import type { Random, Weighted } from '../random.ts'
import { type Slots, say } from '../say.ts'
import type { Matter } from '../words/matter.ts'
import {
  againOpening,
  notedEnding,
  notedOpening,
  notedPressure,
  ownEnding,
  ownOpening,
  pressure,
  referredEnding,
  referredOpening,
  remedySought,
  type Stage,
  wantOpening,
} from '../words/voice.ts'
import { dayDigits, daysAfter } from '../working-time.ts'
import { type Facts, notedVoice, ownVoice, referredVoice } from './facts.ts'

const longest = 300
const noted: readonly Channel[] = ['hotline', 'walk_in']

/** What somebody complains of in Chinese: opening, what happened, pressure, what is wanted; in the voice of the channel. */
export function complaintText(random: Random, matter: Matter, { slots }: Facts, channel: Channel, stage: Stage, again: boolean): string {
  const [voice, opening, push, ending] =
    channel === 'regulator'
      ? ([referredVoice, referredOpening, notedPressure[5], referredEnding] as const)
      : noted.includes(channel)
        ? ([notedVoice, notedOpening[stage], notedPressure[stage], notedEnding] as const)
        : ([ownVoice, ownOpening[stage], pressure[stage], ownEnding] as const)
  const words: Slots = { ...slots, ...voice }
  const story = say(random, opening, words) + (again ? say(random, againOpening, words) : '') + say(random, matter.core, words)
  const pushed = random.chance(0.72) ? say(random, push, words) : ''
  const want = random.chance(0.85) ? wanted(random, say(random, matter.want, words), words) : ''
  const end = random.chance(0.5) ? say(random, ending, words) : ''
  const text = story + pushed + want + end
  return text.length <= longest ? text : story + want
}

function wanted(random: Random, want: string, voice: Slots): string {
  const opening = /^(要求|希望)/.test(want) ? random.pick(['', '', '现']) : say(random, wantOpening, voice)
  return opening + (/[。！？]$/.test(want) ? want : `${want}。`)
}

export const stageWeights = (matter: Matter, channel: Channel): Weighted<Stage> => {
  if (channel === 'regulator') return [[1, 5]]
  if (channel === 'social')
    return [
      [25, 3],
      [35, 4],
      [40, 5],
    ]
  if (matter.grave)
    return [
      [5, 1],
      [15, 2],
      [35, 3],
      [35, 4],
      [10, 5],
    ]
  return [
    [31, 1],
    [26, 2],
    [25, 3],
    [15, 4],
    [3, 5],
  ]
}

/** Which fields of the complaint each channel fills, beside the text. */
export function complaintOf(
  random: Random,
  matter: Matter,
  facts: Facts,
  given: { channel: Channel; at: Date; subject: string; text: string; serial: number },
): IncomingComplaint {
  const { channel, at, subject, text, serial } = given
  const { customer, purchase, amountYuan } = facts
  const byAgent = noted.includes(channel)
  return {
    channel,
    ...(!byAgent && channel !== 'letter' && { externalId: `${channel.toUpperCase()}${dayDigits(at)}${String(serial).padStart(5, '0')}` }),
    receivedAt: at.toISOString(),
    complainant: channel === 'social' && random.chance(0.4) ? { kind: 'anonymous' } : complainantOf(random, customer),
    ...(random.chance(channel === 'social' ? 0.1 : 0.85) && { subject }),
    text,
    ...(random.chance(byAgent ? 0.75 : 0.3) && { category: matter.category }),
    ...(random.chance(0.92) && { product: purchase.product.name }),
    ...(random.chance(0.8) && { node: matter.node }),
    region: customer.region,
    ...(text.includes(`${amountYuan}元`) && { amountFen: amountYuan * 100 }),
    ...(random.chance(0.35) && { remedySought: random.pick(remedySought) }),
    ...(channel === 'regulator' && { regulator: referral(random, customer, at, serial) }),
  }
}

function complainantOf(random: Random, { name, phone, email, customerNo, kind }: DemoCustomer): Complainant {
  return {
    name,
    phone,
    ...(email && random.chance(0.7) && { email }),
    ...(customerNo && random.chance(0.5) && { customerNo }),
    kind: kind === 'organisation' ? 'organisation' : 'person',
  }
}

/** 转办: authorities ask for an answer within some days. */
function referral(random: Random, { city }: DemoCustomer, at: Date, serial: number): NonNullable<IncomingComplaint['regulator']> {
  const [authority, prefix, days] = random.weighted([
    [50, [authorities.hotline12315, '12315', 10] as const],
    [35, [authorities.hotline12345(city), '12345', 5] as const],
    [10, [authorities.bureau(city), 'SJ', 7] as const],
    [5, [authorities.council(city), 'XW', 10] as const],
  ])
  return {
    authority,
    referenceNo: `${prefix}-${dayDigits(at)}-${String(serial).padStart(5, '0')}`,
    dueAt: daysAfter(at, days).toISOString(),
  }
}
