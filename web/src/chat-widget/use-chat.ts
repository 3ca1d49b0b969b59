import type { ChatMessage, ChatVisit } from '@zhiwei/contract'
import { useCallback, useEffect, useRef, useState } from 'react'
import { newKey } from '../platform/new-key.ts'
import { Refused, say, sendPicture, visit } from './calls.ts'
import { listen } from './stream.ts'

/** Typed here and not yet known to have arrived. */
export type Unsent = { clientId: string; text: string; picture?: File; state: 'sending' | 'failed'; said?: string }

/** The talk as the server knows it, kept fresh, and what waits to be sent. */
export function useChat() {
  const [shown, setShown] = useState<ChatVisit | null>(null)
  const [isBroken, setBroken] = useState(false)
  const [isConnected, setConnected] = useState(true)
  const [unsent, setUnsent] = useState<Unsent[]>([])
  const last = useRef({ chatId: '', no: 0 })

  const look = useCallback(async () => {
    try {
      const seen = await visit()
      last.current = { chatId: seen.chat?.id ?? '', no: seen.messages.at(-1)?.no ?? 0 }
      setShown(seen)
      setBroken(false)
    } catch {
      setBroken(true)
    }
  }, [])

  useEffect(() => void look(), [look])
  const isTalking = Boolean(shown?.chat && (shown.chat.state !== 'ended' || shown.chat.caseNumber))
  useEffect(() => {
    if (!isTalking) return
    return listen(
      {
        connected: setConnected,
        message: (message) => {
          if (message.no > last.current.no) last.current.no = message.no
          setShown((seen) => seen && { ...seen, messages: withMessage(seen.messages, message) })
          if (message.by !== 'customer') tellParent()
        },
        chat: (chat) => {
          if (last.current.chatId !== chat.id) last.current = { chatId: chat.id, no: 0 }
          setShown((seen) => seen && { ...seen, chat })
        },
      },
      () => (last.current.chatId ? `${last.current.chatId}.${last.current.no}` : ''),
    )
  }, [isTalking])

  const deliver = useCallback(async ({ clientId, text, picture }: Unsent) => {
    const set = (state: Unsent['state'], said?: string) =>
      setUnsent((all) => all.map((one) => (one.clientId === clientId ? { ...one, state, ...(said && { said }) } : one)))
    set('sending')
    try {
      await (picture ? sendPicture(clientId, picture) : say(clientId, text))
      const seen = await visit()
      setShown(
        (before) =>
          before && { ...seen, messages: seen.messages.reduce(withMessage, before.chat?.id === seen.chat?.id ? before.messages : []) },
      )
      setUnsent((all) => all.filter((one) => one.clientId !== clientId))
    } catch (error) {
      set('failed', error instanceof Refused ? error.said : undefined)
    }
  }, [])

  function post(text: string, picture?: File) {
    const one: Unsent = { clientId: newKey(), text, state: 'sending', ...(picture && { picture }) }
    setUnsent((all) => [...all, one])
    void deliver(one)
  }

  return { shown, isBroken, isConnected, unsent, look, post, deliver }
}

const withMessage = (all: ChatMessage[], message: ChatMessage) =>
  all.some(({ no }) => no === message.no) ? all : [...all, message].sort((a, b) => a.no - b.no)

let isHidden = false
let unread = 0
window.addEventListener('message', ({ source, data }) => {
  if (source !== window.parent || typeof data !== 'object' || data === null) return
  if (data.zhiweiChat === 'hidden') isHidden = true
  if (data.zhiweiChat === 'shown') [isHidden, unread] = [false, 0]
})
/** Only how many: the page around the window learns nothing of what is said. */
function tellParent() {
  if (!isHidden || window.parent === window) return
  unread += 1
  window.parent.postMessage({ zhiweiChat: 'unread', count: unread }, '*')
}
export const closeWindow = () => window.parent !== window && window.parent.postMessage({ zhiweiChat: 'close' }, '*')
