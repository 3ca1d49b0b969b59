import { Readable } from 'node:stream'
import { receiveFile } from '../../../cases/index.ts'
import { AppError } from '../../../platform/errors.ts'
import type { FileStore, ReceivedFile } from '../../../platform/files.ts'
import type { MailFile, ReadMail } from '../read/parse.ts'

/** As many as one mail brings at most; smaller pictures inside a text are logos. */
const mostFiles = 20
const logoBytes = 10 * 1024

export type RefusedFile = { name: string; why: 'type' | 'size' | 'number' }
export type TakenFiles = { files: ReceivedFile[]; refused: RefusedFile[] }

const isLogo = ({ isInline, type, content }: MailFile) => isInline && type.startsWith('image/') && content.length < logoBytes
// What a report of a mail server or a program carries beside the words.
const isMachinery = ({ type }: MailFile) =>
  /^(message\/delivery-status|text\/(rfc822-headers|x-amp-html)|application\/(pgp-signature|pkcs7-signature|x-pkcs7-signature))$/.test(type)

export const attachmentsOf = ({ files }: Pick<ReadMail, 'files'>) => files.filter((file) => !isLogo(file) && !isMachinery(file))

/** 收附件: what may be attached to a case goes into the store; what is refused is named. */
export async function takeFiles(store: FileStore, mail: Pick<ReadMail, 'files'>): Promise<TakenFiles> {
  const taken: TakenFiles = { files: [], refused: [] }
  for (const [at, { name, content }] of attachmentsOf(mail).entries()) {
    if (at >= mostFiles) taken.refused.push({ name, why: 'number' })
    else {
      try {
        taken.files.push(await receiveFile(store, { file: Readable.from([content]), filename: name }))
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        taken.refused.push({ name, why: error.code === 'BODY_TOO_LARGE' ? 'size' : 'type' })
      }
    }
  }
  return taken
}

const whyWords = { type: '类型不支持', size: '太大', number: '超过每封 20 个' } as const

/** A note for whoever works on the case; null where everything was taken. */
export const refusedWords = (refused: RefusedFile[]): string | null =>
  refused.length === 0
    ? null
    : `邮件里有附件未收，可在来信原文中查看：${refused.map(({ name, why }) => `${name.slice(0, 100)}（${whyWords[why]}）`).join('、')}`
