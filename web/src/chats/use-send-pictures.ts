import { useQueryClient } from '@tanstack/react-query'
import { largestChatFile } from '@zhiwei/contract'
import { App } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey, sizeText, upload } from '../platform/index.ts'
import { useProblemWords } from '../ui/index.ts'

/** A picture on its way: `ratio` 0–1 of what is sent, `problem` once it was refused. Sent again it is the same message. */
export type PictureOnItsWay = { clientId: string; file: File; ratio: number; problem: string | null }

/** 发图片: those chosen together one after the other; what fails stays until it is sent again or left. */
export function useSendPictures(chatId: string) {
  const { t } = useTranslation('chats')
  const { message } = App.useApp()
  const words = useProblemWords()
  const client = useQueryClient()
  const [pictures, setPictures] = useState<PictureOnItsWay[]>([])
  const change = (clientId: string, next: Partial<PictureOnItsWay>) =>
    setPictures((all) => all.map((one) => (one.clientId === clientId ? { ...one, ...next } : one)))
  const leave = (clientId: string) => setPictures((all) => all.filter((one) => one.clientId !== clientId))

  async function send({ clientId, file }: Pick<PictureOnItsWay, 'clientId' | 'file'>) {
    change(clientId, { ratio: 0, problem: null })
    try {
      await upload(`/chats/${chatId}/files?clientId=${clientId}`, file, { onProgress: (ratio) => change(clientId, { ratio }) })
      await client.invalidateQueries({ queryKey: ['chats'] })
      leave(clientId)
    } catch (error) {
      const { title, detail } = words(error)
      change(clientId, { problem: detail ?? title })
    }
  }

  function refusalOf(file: File) {
    if (!file.type.startsWith('image/')) return t('picture.notOne', { name: file.name })
    if (file.size > largestChatFile)
      return t('ui:file.tooBig', { name: file.name, size: sizeText(file.size), limit: sizeText(largestChatFile) })
    return undefined
  }

  async function add(files: File[]) {
    const fitting = files.filter((file) => {
      const refusal = refusalOf(file)
      if (refusal) void message.error(refusal)
      return !refusal
    })
    const added = fitting.map((file) => ({ clientId: newIdempotencyKey(), file, ratio: 0, problem: null }))
    setPictures((all) => [...all, ...added])
    for (const one of added) await send(one)
  }

  return { pictures, add, send, leave }
}
