import { escapeHtml } from '../../../platform/docs/html.ts'
import { button, filled, form, line, paragraph, portalPage, type Shown, wordsOf } from './parts.ts'

const here = ({ settings }: Shown) => `/p/${settings.tenant}/lookup`

/** 查询: number and contact. */
export function lookupPage(shown: Shown, number = ''): string {
  const t = wordsOf(shown.language)
  const fields =
    line('number', t.number, number, 'required maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck="false"') +
    line('contact', t.contact, '', 'required maxlength="200" autocomplete="tel"')
  return portalPage(
    shown,
    t.lookup,
    `${paragraph(t.lookupIntro, 'meta')}${form(here(shown), `<fieldset>${fields}</fieldset>${button(t.sendCode)}`)}`,
  )
}

/** The code; the same page whether one was sent or not. */
export function codePage(shown: Shown, number: string, demoCode: string | null): string {
  const t = wordsOf(shown.language)
  const code = line('code', t.code, '', 'required inputmode="numeric" maxlength="12" autocomplete="one-time-code"')
  const hidden = `<input type="hidden" name="number" value="${escapeHtml(number)}">`
  const demo = demoCode ? paragraph(filled(t.demoCode, { code: demoCode }), 'meta') : ''
  const body = form(`${here(shown)}/code`, `${hidden}<fieldset>${code}</fieldset>${button(t.open)}`)
  return portalPage(
    shown,
    t.codeTitle,
    `${paragraph(t.codeIntro, 'meta')}${demo}${body}<p><a href="${here(shown)}">${escapeHtml(t.again)}</a></p>`,
  )
}

export function overPage(shown: Shown): string {
  const t = wordsOf(shown.language)
  return portalPage(shown, t.over, `${paragraph(t.overDetail)}<p><a href="${here(shown)}">${escapeHtml(t.lookup)}</a></p>`)
}
