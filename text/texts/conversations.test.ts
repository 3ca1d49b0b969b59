import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

type Turn = { by: string; text: string; stage?: number }
type Conversation = { id: string; channel: string; turns: Turn[]; satisfaction: number; reasons: [string, number][]; split: string }

const reasons = ['repeatedQuestion', 'waiting', 'passedAround', 'threat', 'demand', 'refusal', 'doubt', 'blame', 'wentOutside']
const all = readFileSync(new URL('conversations.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Conversation)
const dialogues = all.filter((conversation) => conversation.id.startsWith('d'))
const singleMessages = all.filter((conversation) => conversation.id.startsWith('m'))

const stagesOf = (conversation: Conversation) => conversation.turns.filter((turn) => turn.by === 'customer').map((turn) => turn.stage ?? 0)

describe('labelled conversations', () => {
  it('carry unique ids and known codes', () => {
    expect(new Set(all.map((conversation) => conversation.id)).size).toBe(all.length)
    expect(dialogues.length + singleMessages.length).toBe(all.length)
    for (const conversation of all) {
      expect(['chat', 'hotline']).toContain(conversation.channel)
      expect([-2, -1, 0, 1, 2]).toContain(conversation.satisfaction)
      expect(conversation.turns.filter((turn) => !['customer', 'staff', 'bot'].includes(turn.by) || turn.text.trim() === '')).toEqual([])
    }
  })

  it('have 4 to 16 turns, or one where a message of a longer case stands alone', () => {
    expect(dialogues.filter(({ turns }) => turns.length < 4 || turns.length > 16).map(({ id }) => id)).toEqual([])
    expect(singleMessages.filter(({ turns }) => turns.length !== 1).map(({ id }) => id)).toEqual([])
    expect(dialogues.length).toBeGreaterThanOrEqual(160)
    expect(singleMessages.length).toBeGreaterThanOrEqual(60)
  })

  it('give each customer turn the stage reached so far, which never falls, and no other turn one', () => {
    for (const conversation of all) {
      const stages = stagesOf(conversation)
      expect(stages.filter((stage) => ![1, 2, 3, 4, 5].includes(stage))).toEqual([])
      expect(stages).toEqual([...stages].sort())
      expect(conversation.turns.filter((turn) => turn.by !== 'customer' && turn.stage !== undefined)).toEqual([])
    }
  })

  it('tie reasons to customer turns', () => {
    for (const conversation of all) {
      for (const [reason, turn] of conversation.reasons) {
        expect(reasons).toContain(reason)
        expect(conversation.turns[turn]?.by, `${conversation.id} turn ${turn}`).toBe('customer')
      }
    }
  })

  it('keep exactly two in five for the test, of both sorts', () => {
    for (const sort of [dialogues, singleMessages]) {
      expect(sort.filter(({ split }) => split !== 'train' && split !== 'test')).toEqual([])
      expect(sort.filter(({ split }) => split === 'test').length * 5).toBe(sort.length * 2)
    }
  })
})
