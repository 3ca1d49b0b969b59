import { z } from 'zod'

/** UUIDv7 made in the application. */
export const Id = z.uuid()
/** Instant, ISO 8601 UTC. */
export const Instant = z.iso.datetime({ offset: true })
/** Money in 分 (integer). */
export const Fen = z.number().int().min(0).max(100_000_000_000)
/** Optimistic lock: the version the person saw; another one answers 409 VERSION_CONFLICT. */
export const Version = z.number().int().min(0)

/** A line of text as people type it; NUL and lone surrogates were replaced at the door. */
export const line = (max: number) => z.string().trim().min(1).max(max)
export const Reason = line(2_000)
export const Text = z
  .string()
  .min(1)
  .max(20_000)
  .refine((text) => text.trim().length > 0, '不能只有空白')

/** Whom or what is meant, as people call it. */
export const Named = z.object({ id: Id, name: z.string() })

export const IdParams = z.object({ id: Id })
/** A case as people name it. */
export const CaseIdOrNumber = z.string().trim().min(8).max(40).describe('UUID or case number')

/** Every query is strict: a name it does not know is answered with 400, never passed over. */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
})

/** Exact below 10,000, else `capped`. */
export const Total = z.object({ count: z.number().int(), capped: z.boolean() })

/** Every list answers so; one that is never long comes whole, with `nextCursor` null. */
export const listOf = <T extends z.ZodType>(row: T) => z.object({ rows: z.array(row), nextCursor: z.string().nullable(), total: Total })

/** A query value given once or several times: `?status=accepted&status=handling`, or with commas. */
export const oneOrMore = <T extends z.ZodType<string>>(value: T) =>
  z.preprocess(
    (given) => (given === undefined ? undefined : [given].flat().flatMap((part) => String(part).split(','))),
    z.array(value).max(50).optional(),
  )

export const Flag = z.enum(['true', 'false']).transform((value) => value === 'true')

export type Total = z.infer<typeof Total>
export type ListOf<Row> = { rows: Row[]; nextCursor: string | null; total: Total }

/** A probability or a part of a whole, 0–1. */
export const Share = z.number().min(0).max(1)
/** Null where there is not enough data. */
export const Interval = z.object({ low: z.number(), high: z.number() }).nullable()
