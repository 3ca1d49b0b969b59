import { z } from 'zod'
import { Drawing } from './drawing.ts'
import { MeasureCut, MeasureName } from './measures.ts'
import { Id, IdParams, Instant, line, listOf, Named, PageQuery, Reason, Version } from './primitives.ts'

/** 定期报告: 日报 · 周报 · 月报 · 监管报送包 (a quarter) · 一页纸 for the board (a month). */
export const PeriodicReportKind = z.enum(['daily', 'weekly', 'monthly', 'regulator', 'board'])
export const ReportLanguage = z.enum(['zh-CN', 'en'])
const Day = z.iso.date()

/** Words of a template in both languages; where the English ones are empty the Chinese ones stand. */
const words = (max: number) => z.strictObject({ zh: line(max), en: z.string().trim().max(max) })
const measures = (max: number) => z.array(MeasureName).min(1).max(max)
const most = z.number().int().min(1).max(60)

/**
 * 模板的一节. `summary` says what changed beyond chance, `sentences` one sentence a measure, `figures` cards, `table` and `chart` cut measures; of a
 * cut by time `most` counts the days, weeks or months up to the report's end. Lists name no customer and quote no text.
 */
export const ReportTemplateSection = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('heading'), words: words(60) }),
  z.strictObject({ kind: z.literal('text'), words: words(2_000) }),
  z.strictObject({ kind: z.literal('summary'), measures: measures(60) }),
  z.strictObject({ kind: z.literal('sentences'), measures: measures(60) }),
  z.strictObject({ kind: z.literal('figures'), measures: measures(12) }),
  z.strictObject({ kind: z.literal('table'), measures: measures(5), by: MeasureCut, most }),
  z.strictObject({ kind: z.literal('chart'), measures: measures(1), by: MeasureCut, most }),
  z.strictObject({ kind: z.literal('cases'), pick: z.enum(['overdue', 'severe', 'outside', 'slowest']), most }),
  z.strictObject({ kind: z.literal('warnings'), most }),
  z.strictObject({ kind: z.literal('actions'), pick: z.enum(['open', 'overdue', 'done']), most }),
  z.strictObject({ kind: z.literal('causes'), most }),
  z.strictObject({ kind: z.literal('definitions') }),
  z.strictObject({ kind: z.literal('page') }),
])
export const ReportTemplateContent = z.strictObject({
  title: words(60),
  /** 封面 */
  cover: z.boolean(),
  sections: z.array(ReportTemplateSection).min(1).max(60),
})
export const ReportTemplateParams = z.object({ kind: PeriodicReportKind })
export const ReportTemplate = ReportTemplateContent.extend({
  kind: PeriodicReportKind,
  /** 0: as shipped. */
  version: z.number().int(),
  /** Another content than the shipped one. */
  changed: z.boolean(),
  changedAt: Instant.nullable(),
  changedBy: Named.nullable(),
})
export const ReportTemplates = listOf(ReportTemplate)
export const ReportTemplateChange = ReportTemplateContent.extend({ version: Version })
export const ReportTemplateReset = z.strictObject({ version: Version })
export const ReportTemplateVersions = listOf(
  ReportTemplateContent.extend({ version: z.number().int(), changedAt: Instant, changedBy: Named.nullable() }),
)

/** A report as it is read: the same blocks on the page, in PDF and in Word. */
export const ReportBlock = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), text: z.string() }),
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('small'), text: z.string() }),
  z.object({
    kind: z.literal('cards'),
    cards: z.array(
      z.object({ name: z.string(), value: z.string(), range: z.string(), since: z.string(), tone: z.enum(['plain', 'better', 'worse']) }),
    ),
  }),
  z.object({ kind: z.literal('table'), columns: z.array(z.string()), rows: z.array(z.array(z.string())), numbers: z.array(z.number()) }),
  z.object({ kind: z.literal('chart'), drawing: Drawing }),
  z.object({ kind: z.literal('page') }),
])
export const ReportContent = z.object({
  title: z.string(),
  /** The days it is about, in words. */
  period: z.string(),
  company: z.string(),
  cover: z.boolean(),
  blocks: z.array(ReportBlock),
  /** 数据版本: up to which event of the feed everything is counted, and by which template. */
  source: z.string(),
})

export const PeriodicReportState = z.enum(['waiting', 'making', 'ready', 'failed'])
export const PeriodicReportRow = z.object({
  id: Id,
  kind: PeriodicReportKind,
  title: z.string(),
  fromDay: Day,
  toDay: Day,
  language: ReportLanguage,
  state: PeriodicReportState,
  progress: z.number(),
  askedAt: Instant,
  /** Null: by a schedule. */
  askedBy: Named.nullable(),
  madeAt: Instant.nullable(),
  /** How many of its mails went out, wait to be tried, or failed. */
  mails: z.object({ sent: z.number().int(), waiting: z.number().int(), failed: z.number().int() }),
})
export const PeriodicReportList = listOf(PeriodicReportRow)
export const PeriodicReportQuery = PageQuery.extend({ kind: PeriodicReportKind.optional() })
/** Of the period `on` lies in, once it is over; left out, of the last whole one. */
export const PeriodicReportInput = z.strictObject({
  kind: PeriodicReportKind,
  language: ReportLanguage.default('zh-CN'),
  on: Day.optional(),
})
export const ReportMail = z.object({
  id: Id,
  /** A colleague's name, or an address outside, masked. */
  to: z.string(),
  state: z.enum(['waiting', 'sent', 'failed']),
  tries: z.number().int(),
  error: z.string().nullable(),
  at: Instant,
  sentAt: Instant.nullable(),
})
export const PeriodicReportDetail = PeriodicReportRow.extend({
  /** Null until it is made. */
  content: ReportContent.nullable(),
  zone: z.string(),
  sequence: z.number().int().nullable(),
  templateVersion: z.number().int(),
  mailLog: z.array(ReportMail),
  can: z.object({ manage: z.boolean() }),
})
export const PeriodicReportDeletion = z.strictObject({ reason: Reason })
export const PeriodicReportFile = IdParams.extend({ format: z.enum(['pdf', 'docx', 'xlsx']) })
export const ReportMailParams = IdParams.extend({ mailId: Id })
export const ReportPreviewInput = ReportTemplateContent.extend({ kind: PeriodicReportKind, language: ReportLanguage })

export const ReportFileFormat = z.enum(['pdf', 'docx', 'xlsx'])
/** 定时发送: on the n-th working day of the week, month or quarter (of a daily brief on every working day) from an hour on. */
const schedule = {
  kind: PeriodicReportKind,
  language: ReportLanguage,
  active: z.boolean(),
  workingDay: z.number().int().min(1).max(10),
  /** Minutes since midnight in the company's zone. */
  atMinutes: z.number().int().min(0).max(1_439),
  roleIds: z.array(Id).max(20),
  outside: z.array(z.email().max(200)).max(20),
  formats: z.array(ReportFileFormat).min(1).max(3),
}
export const ReportSchedule = z.object({
  ...schedule,
  id: Id,
  version: z.number().int(),
  /** The last report it asked for. */
  last: z.object({ reportId: Id, at: Instant, toDay: Day }).nullable(),
})
export const ReportScheduleList = listOf(ReportSchedule)
export const ReportScheduleInput = z.strictObject(schedule)
export const ReportScheduleChange = z.strictObject({ ...schedule, version: Version })
export const ReportScheduleEnding = z.strictObject({ version: Version })
export const ReportMailSettings = z.object({
  /** Addresses that belong to nobody of the company. */
  outsideAllowed: z.boolean(),
  /** To colleagues: the file itself, or a link behind the sign-in. */
  sends: z.enum(['file', 'link']),
  mailAvailable: z.boolean(),
  version: z.number().int(),
})
export const ReportMailSettingsChange = z.strictObject({
  outsideAllowed: z.boolean(),
  sends: z.enum(['file', 'link']),
  version: Version,
})

export type PeriodicReportKind = z.infer<typeof PeriodicReportKind>
export type ReportLanguage = z.infer<typeof ReportLanguage>
export type ReportTemplateSection = z.infer<typeof ReportTemplateSection>
export type ReportTemplateContent = z.infer<typeof ReportTemplateContent>
export type ReportTemplate = z.infer<typeof ReportTemplate>
export type ReportTemplates = z.infer<typeof ReportTemplates>
export type ReportTemplateVersions = z.infer<typeof ReportTemplateVersions>
export type ReportBlock = z.infer<typeof ReportBlock>
export type ReportContent = z.infer<typeof ReportContent>
export type PeriodicReportRow = z.infer<typeof PeriodicReportRow>
export type PeriodicReportList = z.infer<typeof PeriodicReportList>
export type PeriodicReportDetail = z.infer<typeof PeriodicReportDetail>
export type ReportFileFormat = z.infer<typeof ReportFileFormat>
export type ReportMail = z.infer<typeof ReportMail>
export type ReportSchedule = z.infer<typeof ReportSchedule>
export type ReportScheduleList = z.infer<typeof ReportScheduleList>
export type ReportMailSettings = z.infer<typeof ReportMailSettings>
