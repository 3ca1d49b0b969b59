import type { ChatReading, Signal } from '@zhiwei/contract'
import { placesInMasked } from '@zhiwei/text'
import type { Act } from '../../cases/index.ts'
import { countUp } from '../../platform/counters.ts'
import type { ChatSources } from './sources.ts'
import type { Chat } from './tables.ts'

// Turns read again with each new one.
const mostTurns = 60
const mostSignals = 20

/**
 * 读一句: what the text engine says of the newest message of the customer, in the light of those before it.
 * @returns null where it cannot be read: the talk goes on
 */
export async function readTurn(act: Act, chat: Chat, text: string, sources: Pick<ChatSources, 'readerFor'>): Promise<ChatReading | null> {
  try {
    const reader = await sources.readerFor(act.tx, act.actor.tenantId)
    const turns = [...(await spokenBefore(act, chat)), { by: 'customer' as const, text }]
    const { satisfaction, emotion, stage, signals } = reader.analyse({ turns }, act.now)
    const last = turns.length - 1
    const place = placesInMasked(text)
    return {
      emotion: satisfaction?.turns.find(({ turn }) => turn === last)?.emotion ?? emotion.level,
      stage: stage.level,
      signals: signals
        .filter(({ turn }) => turn === undefined || turn === last)
        .slice(0, mostSignals)
        .map(({ kind, span, amountFen, detail }) => {
          const [start, end] = place(span)
          return { kind, span: [start, end], ...(amountFen !== undefined && { amountFen }), ...(detail !== undefined && { detail }) }
        }),
    }
  } catch (error) {
    countUp('text_analysis_failed')
    act.log?.error({ err: error }, 'a message of a talk was not read')
    return null
  }
}

export const signalsIn = (reading: ChatReading | null): Signal[] => [...new Set(reading?.signals.map(({ kind }) => kind))]

const speakers = { customer: 'customer', staff: 'staff', automatic: 'bot' } as const

/** What was said in a talk, in clear: for the engine, the contact and the case; notes of our own people are not said. */
export async function spokenIn({ tx, keys, actor }: Act, chatId: string, most = 500) {
  const rows = await tx
    .selectFrom('chat_message')
    .select(['said_by', 'at', 'cipher'])
    .where('tenant_id', '=', actor.tenantId)
    .where('chat_id', '=', chatId)
    .where('kind', '=', 'text')
    .where('cipher', 'is not', null)
    .orderBy('no', 'desc')
    .limit(most)
    .execute()
  return rows
    .reverse()
    .map(({ said_by, at, cipher }) => ({ by: speakers[said_by], at: at.toISOString(), text: keys.decrypt(cipher as Buffer) }))
}

const spokenBefore = async (act: Act, chat: Chat) => (await spokenIn(act, chat.id, mostTurns)).map(({ by, text }) => ({ by, text }))
