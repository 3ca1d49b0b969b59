/** Something that is not as the chains say it was recorded. */
export type Finding = {
  what: 'changed' | 'removed' | 'reordered' | 'added' | 'textChanged' | 'textRemoved' | 'headChanged'
  /** Case number; null when the case's own row is gone. */
  number: string | null
  caseId: string | null
  no: number | null
  seq: number | null
  detail: string
}

/** One line for people: which event of which case. */
export function lineOf({ what, number, caseId, no, seq, detail }: Finding): string {
  const place = [
    number ? `case ${number}` : caseId ? `case ${caseId} (its number is gone with it)` : '',
    no === null ? '' : `event ${no}`,
    seq === null ? '' : `sequence ${seq}`,
  ]
  return `${place.filter(Boolean).join(', ') || 'feed'}: ${what} - ${detail}`
}
