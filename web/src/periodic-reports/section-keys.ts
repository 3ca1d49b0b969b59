import type { ReportTemplateSection } from '@zhiwei/contract'
import { newKey } from '../platform/new-key.ts'

const keys = new WeakMap<ReportTemplateSection, string>()

/** By what a section is known while its template is edited: it stays the same where the section is moved. */
export function keyOf(section: ReportTemplateSection): string {
  const key = keys.get(section) ?? newKey()
  keys.set(section, key)
  return key
}

/** The same section with something else in it. */
export function asSame(before: ReportTemplateSection, after: ReportTemplateSection): ReportTemplateSection {
  keys.set(after, keyOf(before))
  return after
}
