import type { ProcessStep } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { flowOf, size } from './flow.ts'
import { useStepWords } from './use-step-words.ts'

/** 流程图: the steps in rows that turn at the end, drawn in the colours of the page. */
export function FlowPicture({ title, steps }: { title: string; steps: readonly ProcessStep[] }) {
  const { t } = useTranslation('processes')
  const words = useStepWords()
  const { boxes, arrows, width, height } = flowOf(steps.length + 1)
  const texts = [
    { name: t('start'), under: '', isOptional: false },
    ...steps.map((step) => ({
      name: words.step(step.act),
      under: step.limit ? `${step.limit.watched ? '◷ ' : ''}${words.limit(step)}` : '',
      isOptional: step.when !== 'always',
      when: step.when === 'always' ? '' : words.when(step),
    })),
  ]
  return (
    <svg className="flow" viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={t('picture', { title })}>
      {arrows.map(({ line, head }) => (
        <g key={line} className="flow-arrow">
          <path d={line} fill="none" />
          <path d={head} />
        </g>
      ))}
      {boxes.map(({ x, y }, index) => {
        const text = texts[index]
        if (!text) return null
        const middle = x + size.boxWidth / 2
        return (
          <g key={`${x} ${y}`} className={index === 0 ? 'flow-start' : text.isOptional ? 'flow-box flow-maybe' : 'flow-box'}>
            <rect x={x} y={y} width={size.boxWidth} height={size.boxHeight} rx={index === 0 ? size.boxHeight / 2 : 6} />
            <text className="flow-name" x={middle} y={y + (text.under || ('when' in text && text.when) ? 22 : 36)} textAnchor="middle">
              {index > 0 && `${index} `}
              {text.name}
            </text>
            {text.under && (
              <text className="flow-under" x={middle} y={y + 39} textAnchor="middle">
                {text.under}
              </text>
            )}
            {'when' in text && text.when && (
              <text className="flow-under" x={middle} y={y + (text.under ? 53 : 39)} textAnchor="middle">
                {text.when}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}
