import type { Channel } from '@zhiwei/contract'
import type { Region } from '../company/company.ts'
import { type Kind, noisyFridge, type Product } from '../company/products.ts'
import type { Random, Weighted } from '../random.ts'
import { fridgeNoise, installationDelay } from '../words/hidden.ts'
import { matters } from '../words/index.ts'
import type { Matter } from '../words/matter.ts'
import { atHour, daysAfter, monthDay, startOfLocalDay, weekdayOf } from '../working-time.ts'

/** One complaint to be: when, about what, over which channel. */
export type Occasion = { at: Date; matter: Matter; kind: Kind; channel: Channel; region?: Region; product?: Product }

/** When a partner took over the installations of a region, and since when a fridge has been humming, in days before now. */
export const partnerChangedDaysAgo = 75
const noiseSinceDaysAgo = 21
const fullSize = { cases: 3_000, days: 548 }

/** Fewer cases cover a shorter time, so that as much is going on at its end. */
export const daysCovered = (cases: number) => Math.min(fullSize.days, Math.max(60, Math.round((cases * fullSize.days) / fullSize.cases)))

const byMonth: Partial<Record<Kind, readonly number[]>> = {
  空调: [0.5, 0.4, 0.5, 0.8, 1.4, 2.6, 3.7, 3.1, 1.2, 0.6, 0.5, 0.6],
  热水器: [1.8, 1.5, 1.1, 0.9, 0.7, 0.6, 0.5, 0.5, 0.7, 1, 1.5, 1.9],
  冰箱: [0.9, 0.9, 0.9, 1, 1.1, 1.3, 1.4, 1.4, 1.1, 1, 0.9, 0.9],
  清洗服务: [1.7, 0.7, 0.9, 1.2, 1.7, 1.5, 1, 0.8, 0.8, 0.8, 0.8, 1.2],
}
const kindShare: Record<Kind, number> = { 空调: 30, 冰箱: 18, 洗衣机: 17, 热水器: 17, 清洗服务: 11, 维修服务: 8 }
const byWeekday = [0.75, 1.25, 1.1, 1.05, 1, 1, 0.85]
/** Spring festival (春节), when people rest and little is sold. */
const newYears = [
  '2024-02-10',
  '2025-01-29',
  '2026-02-17',
  '2027-02-06',
  '2028-01-26',
  '2029-02-13',
  '2030-02-03',
  '2031-01-23',
  '2032-02-11',
]

const channels: Weighted<Channel> = [
  [45, 'hotline'],
  [14, 'app'],
  [11, 'wechat'],
  [9, 'chat'],
  [8, 'web'],
  [4, 'email'],
  [3.5, 'social'],
  [4, 'regulator'],
  [1.5, 'walk_in'],
  [0.5, 'letter'],
]

/** Every complaint of the time covered, in order; the last ones today. */
export function occasions(random: Random, count: number, now: Date): Occasion[] {
  const days = daysCovered(count)
  const density = count / days / (fullSize.cases / fullSize.days)
  const hidden = [...noise(random, now, density), ...delays(random, now, density)]
  return [...hidden, ...everyday(random, Math.max(0, count - hidden.length), days, now)]
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .slice(-count)
}

type Theme = { matter: Matter; kind: Kind }

function everyday(random: Random, count: number, days: number, now: Date): Occasion[] {
  const themes = matters.flatMap((matter) => matter.kinds.map((kind): Theme => ({ matter, kind })))
  const choices = Array.from({ length: days }, (_, at) => {
    const day = daysAfter(startOfLocalDay(now), at + 1 - days)
    const weighed = themes.map((theme) => [themeWeight(theme, day), theme] as const)
    const whole = weighed.reduce((sum, [weight]) => sum + weight, 0)
    // Today counts for as much of it as has passed.
    const part = at === days - 1 ? (now.getTime() - day.getTime()) / 86_400_000 : 1
    return [whole * dayFactor(day, at / days) * part, { day, weighed }] as const
  })
  return Array.from({ length: count }, () => {
    const { day, weighed } = random.weighted(choices)
    return occasion(random, random.weighted(weighed), day, now)
  })
}

function themeWeight({ matter, kind }: Theme, day: Date): number {
  const { month, day: date } = monthDay(day)
  const share = kindShare[kind] / matter.kinds.reduce((sum, one) => sum + kindShare[one], 0)
  const season = byMonth[kind]?.[month - 1] ?? 1
  return matter.weight * share * season * saleFactor(matter, month, date)
}

/** 双11 and 618: parcels pile up after the sale, promotions and prices are argued about during it. */
function saleFactor({ category }: Matter, month: number, date: number): number {
  const afterEleven = month === 11 && date >= 11 && date <= 27
  const afterJune = month === 6 && date >= 16 && date <= 29
  if (category.startsWith('delivery.') && category !== 'delivery.installation') return afterEleven ? (date < 20 ? 8 : 5) : afterJune ? 3 : 1
  if (category === 'delivery.installation') return afterEleven ? 2.5 : afterJune ? 2 : 1
  if (category === 'price.change' || category === 'marketing.promotion')
    return month === 11 && date <= 22 ? 4 : month === 6 && date >= 8 && date <= 25 ? 2.5 : 1
  return 1
}

function dayFactor(day: Date, progress: number): number {
  const growth = 0.75 + 0.6 * progress
  const festival = newYears.some((eve) => Math.abs(day.getTime() - new Date(`${eve}T00:00:00+08:00`).getTime()) < 4 * 86_400_000) ? 0.4 : 1
  return growth * festival * (byWeekday[weekdayOf(day)] ?? 1)
}

/** A fridge model begins to hum in one region; a little more of it every day. */
function noise(random: Random, now: Date, density: number): Occasion[] {
  return daysBefore(now, noiseSinceDaysAgo).flatMap(({ day, passed }) =>
    Array.from({ length: random.poisson((0.35 + 2.6 * passed ** 1.6) * density) }, () => ({
      ...occasion(random, { matter: fridgeNoise, kind: '冰箱' }, day, now),
      region: random.chance(0.92) ? ('华东' as const) : ('华北' as const),
      product: noisyFridge,
    })),
  )
}

/** Since another partner installs in the south-west, people wait. */
function delays(random: Random, now: Date, density: number): Occasion[] {
  return daysBefore(now, partnerChangedDaysAgo - 4).flatMap(({ day }) =>
    Array.from({ length: random.poisson(0.7 * density) }, () => ({
      ...occasion(random, { matter: installationDelay, kind: random.pick(installationDelay.kinds) }, day, now),
      region: '西南' as const,
    })),
  )
}

const daysBefore = (now: Date, days: number) =>
  Array.from({ length: days }, (_, at) => ({ day: daysAfter(startOfLocalDay(now), at + 1 - days), passed: (at + 1) / days }))

function occasion(random: Random, { matter, kind }: Theme, day: Date, now: Date): Occasion {
  const channel = random.weighted(channels)
  const at = atHour(day, hourFor(random, channel))
  return { at: at < now ? at : earlier(random, channel, day, now), matter, kind, channel }
}

/** Later today has not come yet: it was earlier today, or yesterday when the desks have hardly opened. */
function earlier(random: Random, channel: Channel, day: Date, now: Date): Date {
  const opens = atHour(day, isAtDesk(channel) ? 8.2 : 0)
  const soFar = now.getTime() - opens.getTime()
  return soFar > 3_600_000
    ? new Date(opens.getTime() + soFar * random.between(0.02, 0.98))
    : atHour(daysAfter(day, -1), hourFor(random, channel))
}
const isAtDesk = (channel: Channel) => ['hotline', 'chat', 'regulator', 'walk_in', 'letter'].includes(channel)

const busyHours: Weighted<readonly [number, number]> = [
  [40, [8.2, 12]],
  [15, [12, 14]],
  [30, [14, 18]],
  [15, [18, 20.2]],
]
const homeHours: Weighted<readonly [number, number]> = [
  [4, [0, 7]],
  [30, [7, 12]],
  [16, [12, 14]],
  [22, [14, 18]],
  [28, [18, 24]],
]
const officeHours: Weighted<readonly [number, number]> = [
  [55, [9, 12]],
  [45, [13.5, 17.4]],
]

function hourFor(random: Random, channel: Channel): number {
  const hours =
    channel === 'hotline' || channel === 'chat'
      ? busyHours
      : channel === 'regulator' || channel === 'walk_in' || channel === 'letter'
        ? officeHours
        : homeHours
  const [from, to] = random.weighted(hours)
  return random.between(from, to)
}
