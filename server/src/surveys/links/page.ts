import { longestSurveyText, ServqualDimension } from '@zhiwei/contract'
import { escapeHtml } from '../../platform/docs/html.ts'
import { type PageLanguage, plainPage } from '../../platform/plain-page/index.ts'
import words from './words.json' with { type: 'json' }

// 问卷页: plain HTML that works without a script, for a phone; nothing is chosen beforehand, nothing must be filled in.

type Shown = { language: PageLanguage; company: string; number: string; servqual: boolean; nps: boolean }
/** What the customer filled in, by field, shown again beside what was wrong with it. */
export type Filled = Record<string, string>
export type PageProblem = 'needed' | 'tooLong'

const choice = (filled: Filled, name: string, value: string | number, text: string, label = text) =>
  `<label class="choice"><input type="radio" name="${name}" value="${value}" aria-label="${escapeHtml(label)}"${
    filled[name] === String(value) ? ' checked' : ''
  }><span>${escapeHtml(text)}</span></label>`
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at)
const group = (legend: string, body: string) => `<fieldset><legend>${escapeHtml(legend)}</legend>${body}</fieldset>`
// A line break right after the tag is dropped by browsers: one of ours goes first.
const writing = (filled: Filled, name: string, label: string) =>
  `<label class="block">${escapeHtml(label)}<textarea name="${name}" maxlength="${longestSurveyText}" rows="3">\n${escapeHtml(filled[name] ?? '')}</textarea></label>`

/** The form, posted to the page's own address. */
export function surveyPage({ language, company, number, servqual, nps }: Shown, problem?: PageProblem, filled: Filled = {}): string {
  const t = words[language]
  const parts = [
    `<p class="meta">${escapeHtml(t.about.replace('{number}', number).replace('{company}', company))}</p>`,
    `<p class="meta">${escapeHtml(t.intro)}</p>`,
    problem ? `<p class="problem" role="alert">${escapeHtml(t[problem])}</p>` : '',
    '<form method="post">',
    group(
      t.solved,
      `<div class="row wide">${choice(filled, 'solved', 'yes', t.solvedYes)}${choice(filled, 'solved', 'no', t.solvedNo)}</div>${writing(filled, 'unsolved', t.unsolved)}`,
    ),
    group(
      t.satisfaction,
      `<div class="row wide">${t.scores.map((text, at) => choice(filled, 'satisfaction', at + 1, `${at + 1} ${text}`)).join('')}</div>${writing(filled, 'comment', t.comment)}`,
    ),
    nps
      ? group(
          t.nps,
          `<div class="row">${range(0, 10)
            .map((value) => choice(filled, 'nps', value, String(value)))
            .join('')}</div>`,
        )
      : '',
    servqual
      ? `<details><summary>${escapeHtml(t.servqual)}</summary>${ServqualDimension.options.map((one) => dimension(language, filled, one)).join('')}</details>`
      : '',
    `<button type="submit">${escapeHtml(t.send)}</button>`,
    '</form>',
  ]
  return plainPage(language, t.title, parts.filter(Boolean).join('\n'))
}

function dimension(language: PageLanguage, filled: Filled, name: ServqualDimension): string {
  const t = words[language]
  const rows = (['expected', 'perceived'] as const).map(
    (side) =>
      `<div class="row"><span>${escapeHtml(t[side])}</span>${range(1, 5)
        .map((value) => choice(filled, `${side}.${name}`, value, String(value), `${t.dimensions[name]} ${t[side]} ${value}`))
        .join('')}</div>`,
  )
  return group(t.dimensions[name], rows.join(''))
}

export const thanksPage = (language: PageLanguage, isSolved: boolean | null) => {
  const t = words[language]
  return plainPage(language, t.thanks, `<p>${escapeHtml(isSolved === false ? t.thanksNot : t.thanksSolved)}</p>`)
}
export const overPage = (language: PageLanguage) =>
  plainPage(language, words[language].over, `<p>${escapeHtml(words[language].overDetail)}</p>`)
