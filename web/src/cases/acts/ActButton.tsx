import { Button, type ButtonProps, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCaseOnPage } from '../case-context.ts'
import { availabilityOf } from './availability.ts'
import type { ActName } from './forms.ts'
import { useDoAct } from './use-do-act.ts'
import { useMissingWords } from './use-missing-words.ts'

type Props = { name: ActName; preset?: Record<string, unknown> } & Pick<ButtonProps, 'type' | 'size' | 'block'>

/** A button that starts an act; when the case lacks something, it says what. */
export function ActButton({ name, preset = {}, ...look }: Props) {
  const { t } = useTranslation('cases')
  const { complaintCase } = useCaseOnPage()
  const missingWords = useMissingWords()
  const { doAct, isBusy } = useDoAct()
  const availability = availabilityOf(complaintCase, name)
  if (availability === 'hidden') return null
  const lacks = availability === 'allowed' ? undefined : missingWords(availability.missing)
  return (
    <Tooltip title={lacks}>
      <Button {...look} disabled={lacks !== undefined} aria-description={lacks} loading={isBusy} onClick={() => doAct(name, preset)}>
        {t(`act.${name}`)}
      </Button>
    </Tooltip>
  )
}
