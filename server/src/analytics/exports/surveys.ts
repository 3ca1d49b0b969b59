import { SurveyListQuery, type SurveyRow } from '@zhiwei/contract'
import type { Cell, Column } from '../../platform/table-file/index.ts'
import { shownSurvey, surveysAsked, surveysWithCases } from '../../surveys/index.ts'
import { wordOf } from '../words.ts'
import { parsed } from './parsed.ts'
import type { ExportSource } from './sources.ts'
import type { Language } from './tables.ts'
import { titleOf, yesOf } from './words.ts'

type Field = Column & { of: (row: SurveyRow) => Cell }
const instant = (value: string | null) => (value === null ? null : new Date(value))

const fields = (language: Language): Field[] => [
  { title: titleOf('number', language), width: 14, of: ({ number }) => number },
  { title: titleOf('subject', language), width: 36, of: ({ subject }) => subject },
  { title: titleOf('status', language), width: 10, of: ({ status }) => wordOf('status', status, language) },
  { title: titleOf('category', language), of: ({ category }) => category },
  { title: titleOf('unit', language), of: ({ unit }) => unit?.name ?? null },
  { title: titleOf('cycle', language), kind: 'count', width: 8, of: ({ cycle }) => cycle },
  { title: titleOf('surveyState', language), width: 10, of: ({ state }) => wordOf('surveyState', state, language) },
  { title: titleOf('askedAt', language), kind: 'instant', of: ({ askedAt }) => instant(askedAt) },
  { title: titleOf('answeredAt', language), kind: 'instant', of: ({ answeredAt }) => instant(answeredAt) },
  { title: titleOf('solved', language), width: 8, of: ({ solved }) => yesOf(solved, language) },
  { title: titleOf('satisfaction', language), kind: 'count', width: 8, of: ({ satisfaction }) => satisfaction },
  { title: titleOf('nps', language), kind: 'count', width: 8, of: ({ nps }) => nps },
  { title: titleOf('comment', language), width: 48, of: ({ comment }) => comment },
  { title: titleOf('unsolved', language), width: 48, of: ({ unsolved }) => unsolved },
]

/** 问卷, by the filter of their list; what the list keeps from the person the file keeps too. */
export const surveysExport: ExportSource = {
  anyOf: ['surveys:read'],
  names: { zh: '满意度问卷', en: 'surveys' },
  columns: fields,
  async rows({ tx, actor, query, language, now }) {
    const asked = await surveysAsked(tx, actor, parsed(SurveyListQuery, query), now)
    const question = surveysWithCases(asked, actor).orderBy('survey.at', 'desc').orderBy('survey.id', 'desc')
    type Found = Awaited<ReturnType<typeof question.execute>>
    const told = fields(language)
    return { question, cellsOf: async (found: Found) => found.map((row) => told.map(({ of }) => of(shownSurvey(row)))) }
  },
}
