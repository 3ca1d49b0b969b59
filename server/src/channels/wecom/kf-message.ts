import { z } from 'zod'

// 微信客服 messages as kf/sync_msg hands them out. Source: developer.work.weixin.qq.com/document/path/94670

const Text = z.object({ content: z.string() })
const Media = z.object({ media_id: z.string() })
const Location = z.object({ name: z.string().optional(), address: z.string().optional() })
const Link = z.object({ title: z.string().optional(), url: z.string().optional() })
const Titled = z.object({ title: z.string().optional() })
const KfEvent = z.object({
  event_type: z.string(),
  open_kfid: z.string().optional(),
  external_userid: z.string().optional(),
  welcome_code: z.string().optional(),
  fail_msgid: z.string().optional(),
  fail_type: z.number().optional(),
})

/** One of msg_list; what a later version adds is passed over. */
export const KfMessage = z.object({
  msgid: z.string().min(1).max(200),
  open_kfid: z.string().optional(),
  external_userid: z.string().optional(),
  send_time: z.number(),
  /** 3: by the customer, 4: an event, 5: by a colleague in 企业微信 */
  origin: z.number(),
  msgtype: z.string(),
  text: Text.optional(),
  image: Media.optional(),
  voice: Media.optional(),
  video: Media.optional(),
  file: Media.optional(),
  location: Location.optional(),
  link: Link.optional(),
  miniprogram: Titled.optional(),
  event: KfEvent.optional(),
})
export type KfMessage = z.infer<typeof KfMessage>
export type KfEvent = z.infer<typeof KfEvent>
export const KfPage = z.object({
  next_cursor: z.string().default(''),
  has_more: z.number().default(0),
  // One that cannot be read must not hold up the others.
  msg_list: z.array(z.unknown()).default([]),
})

const byCustomer = 3
const mediaKinds = { image: ['图片', 'jpg'], voice: ['语音', 'amr'], video: ['视频', 'mp4'], file: ['文件', ''] } as const
type MediaKind = keyof typeof mediaKinds
const isMedia = (kind: string): kind is MediaKind => Object.hasOwn(mediaKinds, kind)

/** What a customer said: words, and what is to be fetched. null: not by a customer. */
export type KfSaid = { openKfId: string; customer: string; words: string; media: { id: string; name: string } | null }

/** Of a message that is nothing but a picture the words say so; kinds without words here are named, so that nothing is passed over in silence. */
export function saidBy(message: KfMessage): KfSaid | null {
  const { origin, open_kfid: openKfId, external_userid: customer } = message
  if (origin !== byCustomer || !openKfId || !customer) return null
  return { openKfId, customer, words: wordsOf(message), media: mediaOf(message) }
}

function mediaOf(message: KfMessage): KfSaid['media'] {
  const { msgtype, msgid } = message
  if (!isMedia(msgtype)) return null
  const [word, ending] = mediaKinds[msgtype]
  const id = message[msgtype]?.media_id
  return id ? { id, name: `${word}-${msgid.slice(-8)}${ending && `.${ending}`}` } : null
}

function wordsOf({ msgtype, text, location, link, miniprogram }: KfMessage): string {
  if (msgtype === 'text') return text?.content.trim() || '[空消息]'
  if (isMedia(msgtype)) return `[${mediaKinds[msgtype][0]}]`
  if (msgtype === 'location') return `[位置] ${location?.name ?? ''} ${location?.address ?? ''}`.trim()
  if (msgtype === 'link') return `[链接] ${link?.title ?? ''} ${link?.url ?? ''}`.trim()
  if (msgtype === 'miniprogram') return `[小程序] ${miniprogram?.title ?? ''}`.trim()
  return `[${msgtype} 消息，请在企业微信里查看]`
}
