import type { PeriodicReportRow, ReportFileFormat } from '@zhiwei/contract'
import { AppError } from '../../platform/errors.ts'
import type { PrintOptions } from '../../platform/print/blocks.ts'
import type { ReadReport } from '../read.ts'

const types: Record<ReportFileFormat, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

type Named = Pick<PeriodicReportRow, 'kind'> & { from: string; to: string }
const nameOf = ({ kind, from, to }: Named, format: ReportFileFormat) => `report-${kind}-${from}-${to}.${format}`

/** 报告文件 of a report that is made: the same report gives the same PDF, byte by byte. @throws NOT_FOUND before it is made */
export async function fileOf(report: ReadReport, format: ReportFileFormat): Promise<{ name: string; contentType: string; bytes: Buffer }> {
  const { content, written, language } = report
  if (!content || !written) throw new AppError('NOT_FOUND', '报告还没有生成')
  const zh = language === 'zh-CN'
  const madeAt = report.made_at ?? report.asked_at
  const options: PrintOptions = {
    language,
    madeAt,
    runningHead: [`${content.company}　${content.title}`, content.period],
    ...(content.cover && {
      cover: {
        title: content.title,
        subtitle: content.period,
        lines: [content.company, `${zh ? '生成时间' : 'Made at'} ${minuteIn(madeAt, written.zone)}`, content.source],
      },
    }),
  }
  const head = content.cover
    ? []
    : ([
        { kind: 'title', text: content.title },
        { kind: 'small', text: `${content.company}　${content.period}` },
      ] as const)
  const blocks = [...head, ...content.blocks, { kind: 'small' as const, text: content.source }]
  const title = `${content.title} ${content.period}`
  // Loaded when first asked for: a server starts without them.
  const bytes =
    format === 'pdf'
      ? await (await import('../../platform/print/pdf.ts')).pdfOf(title, blocks, options)
      : format === 'docx'
        ? await (await import('../../platform/print/docx.ts')).docxOf(title, blocks, options)
        : await (await import('./sheet.ts')).workbookOf(written, content, madeAt)
  return { name: nameOf(report, format), contentType: types[format], bytes }
}

const minuteIn = (at: Date, zone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(at)
