/** `查进度 7K2M-9QX4`: a case number, and the code where the address alone does not prove who asks. */
const question = /^(?:查询|查进度|查|进度|cx|status)[\s:：]*([0-9a-z]{4}-?[0-9a-z]{4})(?:\s+(\d{4,8}))?$/i

/** 查进度 by message. @returns null: it asks something else */
export function statusAsked(text: string): { number: string; code: string | undefined } | null {
  const [, number, code] = question.exec(text.trim()) ?? []
  return number === undefined ? null : { number: number.toUpperCase(), code }
}
