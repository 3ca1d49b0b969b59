import { Readable } from 'node:stream'
import type { Act } from '../../cases/index.ts'
import { startImport } from '../../intake/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { referrals } from '../words/referrals.ts'

const dayMs = 24 * 3_600_000
const largestBytes = 64 * 1024
const heads = ['序号', '工单编号', '来电时间', '诉求人', '联系电话', '诉求内容', '办理时限', '转办单位']

/** `2026-11-20 09:30` in China, as the hotline's office writes it. */
const wall = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

/** 12345 转办单: this morning's sheet of the hotline's office, handed in and read, not yet taken over. */
export async function writeReferralSheet({ files }: Pick<Deps, 'files'>, { tx, actor, now }: Act) {
  const rows = referrals.map(({ referenceNo, name, phone, text, office }, no) => [
    String(no + 1),
    referenceNo,
    wall(new Date(now.getTime() - (no + 1) * dayMs)),
    name,
    phone,
    text,
    wall(new Date(now.getTime() + 5 * dayMs)),
    office,
  ])
  const sheet = [heads, ...rows].map((cells) => cells.join(',')).join('\n')
  const stored = await files.store(Readable.from([Buffer.from(sheet)]), largestBytes)
  await startImport(tx, actor, { ...stored, name: '12345热线转办单.csv' }, now)
}
