import type { PortalCase } from '@zhiwei/contract'
import { escapeHtml } from '../../../platform/docs/html.ts'
import { button, filled, form, paragraph, portalPage, type Shown, section, type Words, wordsOf, writing } from './parts.ts'

export type Placed = Shown & { when: (instant: string) => string; large: boolean }

/** 进展: where it stands, what was said, and what the customer can do now; every act is a form. */
export function casePage(shown: Placed, view: PortalCase): string {
  const t = wordsOf(shown.language)
  const at = `/p/${shown.settings.tenant}/lookup/case`
  const about = filled(t.about, { when: shown.when(view.receivedAt), company: shown.settings.name })
  const body = [
    paragraph(about, 'meta'),
    `<p class="says${view.promise?.late ? ' late' : ''}" role="status">${escapeHtml(view.says)}</p>`,
    `<ol class="way">${view.steps.map((step) => stepOf(step, shown)).join('')}</ol>`,
    view.can.confirm.allowed ? section(t.confirmTitle, confirmForm(at, t)) : '',
    view.can.rate.allowed ? section(t.rateTitle, rateForm(at, t)) : view.rating ? paragraph(t.rated, 'meta') : '',
    ...view.messages.map((message) => messageOf(message, shown)),
    view.files.length > 0 ? section(t.files, `<ul>${view.files.map(fileOf).join('')}</ul>`) : '',
    view.can.message.allowed
      ? section(t.write, form(`${at}/messages`, `${writing('text', t.write, 20_000, 'required')}${button(t.send)}`))
      : '',
    view.can.file.allowed ? section(t.upload, uploadForm(at, t)) : '',
    remindPart(at, t, view, shown),
    morePart(at, t, view),
    `<p><a href="?size=${shown.large ? 'usual' : 'large'}">${escapeHtml(shown.large ? t.usual : t.larger)}</a></p>`,
    `<p><a href="/p/${shown.settings.tenant}/case">${escapeHtml(t.app)}</a></p>`,
    form(`/p/${shown.settings.tenant}/lookup/leave`, button(t.leave, 'second')),
  ].join('\n')
  return portalPage(shown, filled(t.title, { number: view.number }), shown.large ? `<div class="large">${body}</div>` : body)
}

function stepOf({ words, state, at }: PortalCase['steps'][number], { when }: Placed): string {
  const mark = state === 'now' ? ' aria-current="step"' : state === 'done' ? ' class="done"' : ''
  return `<li${mark}>${escapeHtml(words)}${at && state !== 'next' ? ` · ${escapeHtml(when(at))}` : ''}</li>`
}

function messageOf({ from, kind, at, text }: PortalCase['messages'][number], { language, when }: Placed): string {
  const t = wordsOf(language)
  const heading = `${from === 'customer' ? t.you : t.us} · ${t.kinds[kind]} · ${when(at)}`
  return section(heading, paragraph(text ?? t.noText), from === 'company' ? 'from-company' : '')
}

const fileOf = ({ id, name }: PortalCase['files'][number]) => `<li><a href="/api/v1/portal/case/files/${id}">${escapeHtml(name)}</a></li>`

const confirmForm = (at: string, t: Words) =>
  form(
    `${at}/confirmation`,
    `${writing('text', t.unsolved, 2_000)}<p>${button(t.solved, '', 'solved')}</p><p>${button(t.notSolved, 'second', 'notSolved')}</p>`,
  )

const rateForm = (at: string, t: Words) =>
  form(
    `${at}/rating`,
    `<div class="row wide">${t.scores
      .map(
        (text, index) =>
          `<label class="choice"><input type="radio" name="satisfaction" value="${index + 1}" required><span>${index + 1} ${escapeHtml(text)}</span></label>`,
      )
      .join('')}</div>${writing('comment', t.comment, 2_000)}${button(t.rate)}`,
  )

const uploadForm = (at: string, t: Words) =>
  `<form method="post" enctype="multipart/form-data" action="${at}/files"><label class="block">${escapeHtml(t.upload)}<input class="line" type="file" name="file" required></label>${button(t.uploadSend, 'second')}</form>`

function remindPart(at: string, t: Words, { can }: PortalCase, { when }: Placed): string {
  if (can.remind.allowed)
    return section(t.remind, form(`${at}/reminders`, `${writing('text', t.remindText, 2_000)}${button(t.remind, 'second')}`))
  return can.remind.from ? paragraph(filled(t.remindLater, { when: when(can.remind.from) }), 'meta') : ''
}

function morePart(at: string, t: Words, { can }: PortalCase): string {
  const appeal = can.appeal.allowed
    ? form(`${at}/appeals`, `${writing('reason', t.appealText, 2_000, 'required')}${button(t.appeal, 'second')}`)
    : ''
  const withdraw = can.withdraw.allowed
    ? form(`${at}/withdrawal`, `${writing('reason', t.withdrawText, 2_000)}${button(t.withdraw, 'second')}`)
    : ''
  return appeal || withdraw ? `<details><summary>${escapeHtml(t.more)}</summary>${appeal}${withdraw}</details>` : ''
}
