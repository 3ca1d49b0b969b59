import type { PortalSettings } from '@zhiwei/contract'
import { escapeHtml } from '../../../platform/docs/html.ts'
import { type PageLanguage, plainPage } from '../../../platform/plain-page/index.ts'
import words from './words.json' with { type: 'json' }

// Parts of the pages that work without a script. Everything that is not ours is escaped here.

export type Words = (typeof words)[PageLanguage]
export const wordsOf = (language: PageLanguage): Words => words[language]
export const filled = (text: string, facts: Record<string, string>) => text.replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '')
export const paragraph = (text: string, kind = '') => `<p${kind && ` class="${kind}"`}>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`
export const section = (heading: string, body: string, kind = '') =>
  `<section${kind && ` class="${kind}"`}><h2>${escapeHtml(heading)}</h2>${body}</section>`
export const form = (action: string, body: string) => `<form method="post" action="${escapeHtml(action)}">${body}</form>`
export const button = (text: string, kind = '', value = '') =>
  `<button type="submit"${kind && ` class="${kind}"`}${value && ` name="choice" value="${value}"`}>${escapeHtml(text)}</button>`
export const line = (name: string, label: string, value = '', more = '') =>
  `<label class="block">${escapeHtml(label)}<input class="line" name="${name}" value="${escapeHtml(value)}" ${more}></label>`
export const writing = (name: string, label: string, longest: number, more = '') =>
  `<label class="block">${escapeHtml(label)}<textarea name="${name}" maxlength="${longest}" rows="3" ${more}></textarea></label>`

export type Shown = { settings: PortalSettings; language: PageLanguage; problem?: string | undefined }

/** The company's name and picture, what went wrong, then the body, in the company's colour. */
export function portalPage({ settings, language, problem }: Shown, title: string, body: string): string {
  const brand = `<p class="brand">${settings.logo ? `<img src="${escapeHtml(settings.logo)}" alt="">` : ''}${escapeHtml(settings.name)}</p>`
  const wrong = problem ? `<p class="problem" role="alert">${escapeHtml(problem)}</p>` : ''
  const hotline = settings.hotline ? paragraph(filled(words[language].hotline, { hotline: settings.hotline }), 'meta') : ''
  return plainPage(language, title, `${brand}${wrong}${body}${hotline}`, `/p/${settings.tenant}/colour.css`)
}

/** The company's colour as a style sheet: inline styles are not let through. Every part is of our own making. */
export const colourSheet = ({
  colour,
}: Pick<PortalSettings, 'colour'>) => `:root { --accent: ${colour.accent}; --on-accent: ${colour.onAccent}; }
@media (prefers-color-scheme: dark) { :root { --accent: ${colour.accentDark}; --on-accent: ${colour.onAccentDark}; } }
`
