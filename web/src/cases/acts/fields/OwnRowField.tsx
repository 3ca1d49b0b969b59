import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { moneyText } from '../../../platform/index.ts'
import { useCaseOnPage } from '../../case-context.ts'
import { awaitingRemediesOf, grantedRemediesOf, mergedPartsOf, openSupervisionsOf } from '../own-rows.ts'

type Props = { id?: string; value?: string; onChange?: (id: string) => void }

/** One of the remedies that wait for approval; `isGranted`: of those that stand. */
export function RemedyField({ value, onChange, isGranted = false }: Props & { isGranted?: boolean }) {
  const { t } = useTranslation('cases')
  const { complaintCase } = useCaseOnPage()
  const remedies = isGranted ? grantedRemediesOf(complaintCase) : awaitingRemediesOf(complaintCase)
  const options = remedies.map(({ id, kind, amountFen, text, proposedBy }) => ({
    value: id,
    label: [t(`ui:remedyKind.${kind}`), amountFen > 0 && moneyText(amountFen), text, proposedBy?.name].filter(Boolean).join(' · '),
  }))
  return <Radio.Group vertical options={options} value={value} onChange={({ target }) => onChange?.(target.value)} />
}

/** One of the cases that were merged into this one. */
export function MergedPartField({ value, onChange }: Props) {
  const { complaintCase } = useCaseOnPage()
  const options = mergedPartsOf(complaintCase).map(({ caseId, number, subject }) => ({ value: caseId, label: `${number} ${subject}` }))
  return <Radio.Group vertical options={options} value={value} onChange={({ target }) => onChange?.(target.value)} />
}

/** One of the supervisions that stand. */
export function SupervisionField({ value, onChange }: Props) {
  const { complaintCase } = useCaseOnPage()
  const options = openSupervisionsOf(complaintCase).map(({ id, reason, by }) => ({
    value: id,
    label: [reason, by?.name].filter(Boolean).join(' · '),
  }))
  return <Radio.Group vertical options={options} value={value} onChange={({ target }) => onChange?.(target.value)} />
}

/** 降到: one of the levels below the case's, the nearest first. */
export function LowerLevelField({ value, onChange }: { id?: string; value?: number; onChange?: (level: number) => void }) {
  const { t } = useTranslation('cases')
  const { complaintCase } = useCaseOnPage()
  const options = Array.from({ length: complaintCase.escalationLevel }, (_, below) => complaintCase.escalationLevel - 1 - below).map(
    (level) => ({ value: level, label: `${level} ${t(`level.${level}`)}` }),
  )
  return <Radio.Group options={options} value={value} onChange={({ target }) => onChange?.(target.value)} />
}
