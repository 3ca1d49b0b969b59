import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ComposerMode } from './case-context.ts'
import { CustomerColumn } from './customer/CustomerColumn.tsx'
import { NowColumn } from './now/NowColumn.tsx'
import { Composer, type Writing } from './story/Composer.tsx'
import { Story } from './story/Story.tsx'
import { useNarrow } from './use-narrow.ts'

export type Part = 'now' | 'story' | 'customer'
const parts: readonly Part[] = ['now', 'story', 'customer']

type Props = { part: Part; onPart: (part: Part) => void; writing: Writing; onMode: (mode: ComposerMode) => void }

/** Who, what happened, what now: three columns side by side; where there is no room, one after the other behind tabs. */
export function CaseColumns({ part, onPart, ...story }: Props) {
  const { t } = useTranslation('cases')
  const isNarrow = useNarrow()
  if (isNarrow)
    return (
      <div className="case-tabs">
        <Segmented<Part> block value={part} onChange={onPart} options={parts.map((value) => ({ value, label: t(`part.${value}`) }))} />
        {part === 'now' && (
          <div className="card case-side">
            <NowColumn />
          </div>
        )}
        {part === 'story' && <Middle {...story} />}
        {part === 'customer' && (
          <div className="card case-side">
            <CustomerColumn />
          </div>
        )}
      </div>
    )
  return (
    <div className="case-columns">
      <aside className="card case-side" aria-label={t('part.customer')}>
        <CustomerColumn />
      </aside>
      <Middle {...story} />
      <aside className="card case-side" aria-label={t('part.now')}>
        <NowColumn />
      </aside>
    </div>
  )
}

function Middle({ writing, onMode }: Pick<Props, 'writing' | 'onMode'>) {
  const { t } = useTranslation('cases')
  return (
    <section className="card case-middle" aria-label={t('part.story')}>
      <Story />
      <Composer writing={writing} onMode={onMode} />
    </section>
  )
}
