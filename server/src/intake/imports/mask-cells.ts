import type { ImportField } from '@zhiwei/contract'
import { maskEmail, maskName, maskPersonalData, maskPhone } from '@zhiwei/text'
import { maskCustomerNo, phonesOf } from '../../customers/index.ts'

/** 脱敏: what a cell of this column may look like outside the encrypted store: samples, preview, problems and report. */
export function maskCell(field: ImportField | undefined, value: string): string {
  if (value === '') return ''
  if (field === 'name') return maskName(value)
  if (field === 'phone')
    return (
      phonesOf(value)
        .map((phone) => maskPhone(phone.value.split('-', 1)[0] ?? ''))
        .join(' / ') || '***'
    )
  if (field === 'email') return value.includes('@') ? maskEmail(value) : '***'
  if (field === 'customerNo') return maskCustomerNo(value)
  const { masked } = maskPersonalData(value)
  // An address keeps its streets, not its doors.
  return field === 'region' ? masked.replace(/[\d*]+/gu, '**') : masked
}
