import { CheckOutlined, CloseOutlined } from '@ant-design/icons'
import type { Import } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'

const steps = ['read', 'check', 'write', 'done'] as const
const at: Record<Import['state'], number> = { reading: 0, failed: 0, ready: 1, committing: 2, committed: 4, undone: 4 }

/** Where the import stands: 读取 → 核对 → 写入 → 完成. */
export function ImportSteps({ state }: { state: Import['state'] }) {
  const { t } = useTranslation('intake')
  return (
    <ol className="import-steps">
      {steps.map((step, index) => (
        <li
          key={step}
          className={index < at[state] ? 'is-past' : index === at[state] ? 'is-now' : undefined}
          aria-current={index === at[state] ? 'step' : undefined}
        >
          <span className="import-step-number">
            <StepMark number={index + 1} isPast={index < at[state]} isFailed={state === 'failed' && index === 0} />
          </span>
          {t(`imports.step.${step}`)}
        </li>
      ))}
    </ol>
  )
}

function StepMark({ number, isPast, isFailed }: { number: number; isPast: boolean; isFailed: boolean }) {
  if (isFailed) return <CloseOutlined />
  return isPast ? <CheckOutlined /> : number
}
