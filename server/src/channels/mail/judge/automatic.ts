import { headersNamed, type ReadMail } from '../read/parse.ts'

/** 自动邮件: nobody wrote it (RFC 3834, and what mail programs used before it). */
export function isAutomatic(mail: Pick<ReadMail, 'headers'>): boolean {
  const of = (name: string) => headersNamed(mail, name).map((value) => value.trim().toLowerCase())
  return (
    of('auto-submitted').some((value) => value !== '' && !/^no\b/.test(value)) ||
    of('precedence').some((value) => /^(bulk|junk|list|auto_reply)\b/.test(value)) ||
    of('list-id').length > 0 ||
    of('list-unsubscribe').length > 0 ||
    of('x-autoreply').length > 0 ||
    of('x-autorespond').length > 0 ||
    of('x-auto-response-suppress').some((value) => /\b(all|oof|autoreply)\b/.test(value) && isExchangeAnswer(mail)) ||
    isEmptyPath(mail)
  )
}

/** Exchange marks every mail of its own so; an answer it gives by itself says it in the subject's class too. */
const isExchangeAnswer = (mail: Pick<ReadMail, 'headers'>) =>
  headersNamed(mail, 'x-ms-exchange-inbox-rules-loop').length > 0 ||
  /^\s*(auto(matic)?[ -]?(reply|response)|out of (the )?office|自动(回复|答复|应答)|外出)/i.test(headersNamed(mail, 'subject').join(' '))

/** Nothing may be answered to such a mail by a machine, though a person may have written it. */
export const wantsNoAutomaticAnswer = (mail: Pick<ReadMail, 'headers'>) =>
  isAutomatic(mail) || headersNamed(mail, 'x-auto-response-suppress').some((value) => /\b(all|oof|autoreply)\b/i.test(value))

export const isEmptyPath = (mail: Pick<ReadMail, 'headers'>) =>
  headersNamed(mail, 'return-path').some((value) => /^\s*<\s*>\s*$/.test(value))
